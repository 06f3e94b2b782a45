import type { Locator, Page } from 'playwright-core';
import type { VirtualDisplay } from '../machine/display';
import type { ScreenArea } from '../machine/framebuffer';
import { NativeInput } from './native-input';
import { waitUntil } from './wait-until';

/** A menu is a window of its own on X, there within 100 ms; a busy machine may take longer. */
const MENU_TIMEOUT_MS = 5_000;

/**
 * How many entries Chromium puts below the extension's item, by what the menu was opened on: "Inspect" always, "View
 * page source" on a page; in a frame "View frame source" and "Reload frame" as well.
 */
const BELOW_OUR_ITEM = { thing: 1, page: 2, frame: 4 } as const;

/** What a menu was opened on; `thing` is an image, a link, a selection and the like. */
export type MenuContext = keyof typeof BELOW_OUR_ITEM;

/** From the freshly opened menu to the extension's item: Up from nowhere goes to the last entry. */
const toOurItem = (ground: MenuContext): readonly string[] =>
  new Array<string>(BELOW_OUR_ITEM[ground] + 1).fill('Up');

/** Where a native click goes, and with what. */
export interface NativeClick {
  readonly display: VirtualDisplay;
  readonly page: Page;
  readonly locator: Locator;
  /** `thing` if left out. */
  readonly menuContext?: MenuContext;
}

/** A choice in a submenu of the submenu. */
export interface NestedMenuChoice extends NativeClick {
  /** From outside in, counted as in {@link ImageMenuChoice}. */
  readonly childIndexes: readonly number[];
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
  await menu.input.press(...toOurItem(click.menuContext ?? 'thing'), 'Return');
  await menu.closed();
}

/** Right-clicks something for real and chooses in the submenus of the extension's item, by keyboard. */
export async function chooseNested(choice: NestedMenuChoice): Promise<void> {
  let menu = await openSubmenu(choice);
  const last = choice.childIndexes.length - 1;
  for (const [level, childIndex] of choice.childIndexes.entries()) {
    if (level === last) {
      await menu.input.press(...stepsTo(childIndex), 'Return');
    } else {
      await menu.input.press(...stepsTo(childIndex), 'Right');
      menu = await nextSubmenu(menu);
    }
  }
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
  readonly place: ScreenArea;
  /** What was on the screen before the menu, and the menu. */
  readonly windows: ReadonlySet<string>;
  closed(): Promise<void>;
}

async function openMenu({ display, page, locator }: NativeClick): Promise<OpenMenu> {
  const input = await NativeInput.on(display);
  await page.bringToFront();
  await locator.scrollIntoViewIfNeeded();
  await page.evaluate(drawn);
  const { x, y } = await placeOnScreen(page, locator);
  const before = await input.shownWindows();
  await input.click(x, y, 3);
  const [menu, place] = await nextWindow(input, before, { x, y, width: 1, height: 1 }, 'The context menu');
  return {
    input,
    place,
    windows: new Set([...before, menu]),
    closed: () =>
      waitUntil('The context menu did not close', MENU_TIMEOUT_MS, async () => {
        const shown = await input.shownWindows();
        return !shown.has(menu);
      }),
  };
}

/**
 * Runs in the page, and waits until what was scrolled has been drawn: before that, Chromium takes a click on a frame of
 * another site for one on the page around it.
 */
const drawn = (): Promise<void> =>
  new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

async function openSubmenu(click: NativeClick): Promise<OpenMenu> {
  const menu = await openMenu(click);
  await menu.input.press(...toOurItem(click.menuContext ?? 'thing'), 'Right');
  return nextSubmenu(menu);
}

/** Waits for the submenu that was asked for; `closed` still waits for all of the menu. */
async function nextSubmenu(menu: OpenMenu): Promise<OpenMenu> {
  const [submenu, place] = await nextWindow(menu.input, menu.windows, menu.place, 'A submenu of the menu');
  return { ...menu, place, windows: new Set([...menu.windows, submenu]) };
}

/** The middle of what can be seen of an element, in pixels of the screen. */
export async function placeOnScreen(page: Page, locator: Locator): Promise<{ x: number; y: number }> {
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

/** Menus open at the pointer, and submenus at their menu, give or take their shadows. */
const BESIDE = 24;

const touches = (a: ScreenArea, b: ScreenArea): boolean =>
  a.x <= b.x + b.width + BESIDE &&
  b.x <= a.x + a.width + BESIDE &&
  a.y <= b.y + b.height + BESIDE &&
  b.y <= a.y + a.height + BESIDE;

/** The window that opens at a place. Others may open meanwhile: notifications are windows as well. */
async function nextWindow(
  input: NativeInput,
  before: ReadonlySet<string>,
  near: ScreenArea,
  what: string,
): Promise<readonly [id: string, place: ScreenArea]> {
  let opened: readonly [string, ScreenArea] | undefined;
  await waitUntil(`${what} did not open`, MENU_TIMEOUT_MS, async () => {
    for (const id of await input.shownWindows()) {
      const place = before.has(id) ? null : await input.placeOf(id);
      if (place !== null && touches(place, near)) opened = [id, place];
    }
    return opened !== undefined;
  });
  if (opened === undefined) throw new Error('unreachable: it was waited for');
  return opened;
}
