import type { VirtualDisplay } from '../machine/display';
import type { Framebuffer, ScreenArea } from '../machine/framebuffer';
import { NativeInput } from './native-input';
import { becomesTrue, waitUntil } from './wait-until';

/**
 * An empty spot of the tab strip, in the fixed window of the tests. Chromium draws the prompt of
 * permissions.request into its own window, so no new X window tells of it; but it dims everything else.
 */
const TAB_STRIP_SPOT: ScreenArea = { x: 700, y: 6, width: 1, height: 1 };
/** Green of that spot: 227 as it is, 91 when dimmed (Chromium 156). */
const DIMMED_BELOW = 150;

/** Lies within the prompt, its buttons included, however many lines of text it has. */
const INSIDE_PROMPT: ScreenArea = { x: 300, y: 95, width: 400, height: 180 };

/** Chromium keeps "Allow" switched off for the first 500 ms, against clicks that were meant for the page. */
const ALLOW_IS_ON_AFTER_MS = 600;

const PROMPT_TIMEOUT_MS = 10_000;
/** How long a key may take to show on the screen before it is pressed again. */
const KEY_SHOWS_WITHIN_MS = 500;

/** Waits for the native prompt of `permissions.request`, grants it, and waits until it is gone. */
export async function allowPermission(display: VirtualDisplay): Promise<void> {
  const { screen } = display;
  await permissionPromptOpened(display);
  await atRest(screen);
  // The focus is on "Deny". Only when the picture shows that it has moved does it stand on "Allow".
  const before = await screen.pixels(INSIDE_PROMPT);
  const moved = async (): Promise<boolean> => !(await screen.pixels(INSIDE_PROMPT)).equals(before);
  await pressUntil(display, 'Tab', 'The focus did not move to “Allow”', moved);
  await pressUntil(display, 'space', 'The prompt did not go after “Allow”', () => isClosed(screen));
}

/** Waits for the native prompt of `permissions.request`, refuses it, and waits until it is gone. */
export async function denyPermission(display: VirtualDisplay): Promise<void> {
  await permissionPromptOpened(display);
  const closed = (): Promise<boolean> => isClosed(display.screen);
  await pressUntil(display, 'Escape', 'The prompt did not go after Escape', closed);
}

/** Waits until a prompt is shown, without answering it. */
export async function permissionPromptOpened({ screen }: VirtualDisplay): Promise<void> {
  const open = async (): Promise<boolean> => !(await isClosed(screen));
  await waitUntil('No permission prompt opened', PROMPT_TIMEOUT_MS, open);
}

async function isClosed(screen: Framebuffer): Promise<boolean> {
  const [, green = 0] = await screen.pixels(TAB_STRIP_SPOT);
  return green >= DIMMED_BELOW;
}

/** "Allow" changes its colour when it is switched on: afterwards nothing moves any more. */
async function atRest(screen: Framebuffer): Promise<void> {
  let before = await screen.pixels(INSIDE_PROMPT);
  let unchangedSince = performance.now();
  await waitUntil('The prompt did not come to rest', PROMPT_TIMEOUT_MS, async () => {
    const now = await screen.pixels(INSIDE_PROMPT);
    if (!now.equals(before)) unchangedSince = performance.now();
    before = now;
    return performance.now() - unchangedSince >= ALLOW_IS_ON_AFTER_MS;
  });
}

async function pressUntil(
  display: VirtualDisplay,
  key: string,
  otherwise: string,
  done: () => Promise<boolean>,
): Promise<void> {
  const input = await NativeInput.on(display);
  await waitUntil(otherwise, PROMPT_TIMEOUT_MS, async () => {
    await input.press(key);
    return becomesTrue(KEY_SHOWS_WITHIN_MS, done);
  });
}
