import type { Locator, Page } from 'playwright-core';
import type { VirtualDisplay } from '../machine/display';
import { NativeInput } from './native-input';
import { waitUntil } from './wait-until';

/** A menu is a window of its own on X, there within 100 ms; a busy machine may take longer. */
const MENU_TIMEOUT_MS = 5_000;

/**
 * From the freshly opened menu to the extension's item: Chromium puts it just above the last entry, "Inspect",
 * and Up from nowhere goes to that one.
 */
const TO_OUR_ITEM = ['Up', 'Up'] as const;

/** Where a native click goes, and with what. */
export interface NativeClick {
  readonly display: VirtualDisplay;
  readonly page: Page;
  readonly locator: Locator;
}

/** A choice in the submenu of the extension's item. */
export interface ImageMenuChoice extends NativeClick {
  /** Counted from the top, from 0; negative ones from the bottom, -1 being the last. Separators don't count. */
  readonly childIndex: number;
}

/** Right-clicks a picture for real and chooses a child of the extension's item, by keyboard. */
export async function chooseFromImageMenu(choice: ImageMenuChoice): Promise<void> {
  const menu = await openSubmenu(choice);
  await menu.input.press(...stepsTo(choice.childIndex), 'Return');
  await menu.closed();
}

/** Right-clicks a picture for real and chooses the extension's item where that one has no children. */
export async function chooseOnlyItem(click: NativeClick): Promise<void> {
  const menu = await openMenu(click);
  await menu.input.press(...TO_OUR_ITEM, 'Return');
  await menu.closed();
}

/** Opens the menu and the extension's submenu and leaves them open, for a look at them on the screen. */
export async function showImageMenu(click: NativeClick): Promise<{ dismiss(): Promise<void> }> {
  const menu = await openSubmenu(click);
  return {
    async dismiss() {
      await menu.input.press('Escape', 'Escape');
      await menu.closed();
    },
  };
}

/** The submenu opens with its first entry chosen. */
function stepsTo(childIndex: number): readonly string[] {
  const key = childIndex < 0 ? 'Up' : 'Down';
  return new Array<string>(Math.abs(childIndex)).fill(key);
}

interface OpenMenu {
  readonly input: NativeInput;
  /** What was on the screen before the menu, and the menu. */
  readonly windows: ReadonlySet<string>;
  closed(): Promise<void>;
}

async function openMenu({ display, page, locator }: NativeClick): Promise<OpenMenu> {
  const input = await NativeInput.on(display);
  await page.bringToFront();
  await locator.scrollIntoViewIfNeeded();
  const { x, y } = await placeOnScreen(page, locator);
  const before = await input.shownWindows();
  await input.click(x, y, 3);
  const menu = await nextWindow(input, before, 'The context menu');
  return {
    input,
    windows: new Set([...before, menu]),
    closed: () =>
      waitUntil('The context menu did not close', MENU_TIMEOUT_MS, async () => {
        const shown = await input.shownWindows();
        return !shown.has(menu);
      }),
  };
}

async function openSubmenu(click: NativeClick): Promise<OpenMenu> {
  const menu = await openMenu(click);
  await menu.input.press(...TO_OUR_ITEM, 'Right');
  await nextWindow(menu.input, menu.windows, 'The submenu of the extension’s item');
  return menu;
}

/** The middle of what can be seen of an element, in pixels of the screen. */
async function placeOnScreen(page: Page, locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('The element to right-click is not shown');
  const frame = await page.evaluate(() => ({
    left: screenX + (outerWidth - innerWidth) / 2,
    top: screenY + outerHeight - innerHeight,
    width: innerWidth,
    height: innerHeight,
  }));
  const middle = (from: number, size: number, limit: number): number =>
    (Math.max(from, 0) + Math.min(from + size, limit)) / 2;
  return {
    x: frame.left + middle(box.x, box.width, frame.width),
    y: frame.top + middle(box.y, box.height, frame.height),
  };
}

async function nextWindow(input: NativeInput, before: ReadonlySet<string>, what: string): Promise<string> {
  let opened: string | undefined;
  await waitUntil(`${what} did not open`, MENU_TIMEOUT_MS, async () => {
    opened = [...(await input.shownWindows())].find(id => !before.has(id));
    return opened !== undefined;
  });
  return opened ?? '';
}
