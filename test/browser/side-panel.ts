import type { Locator, Page } from 'playwright-core';
import type { VirtualDisplay } from '../machine/display';
import { isObject } from './json-object';
import type { BrowserWithExtension } from './launch';
import { NativeInput, type ScreenPoint } from './native-input';
import { type SurfacePage, surfacePage, targetsWith } from './surface-page';
import { waitUntil } from './wait-until';

const PANEL_TIMEOUT_MS = 10_000;

/** The key of the manifest. */
const OPEN_PANEL = 'alt+shift+o';

/** While the panel is open, Chromium leaves so much around it and the page (Chromium 156, the fixed window of the tests). */
const INSET_PX = 8;

/** The album manager in Chromium's side panel. */
export interface SidePanel extends SurfacePage {
  /** Drags something of a page in front onto the middle of an element of the panel, and lets go once `isReady` says so. */
  drop(dragged: Locator, selector: string, isReady?: () => Promise<void>): Promise<void>;
}

/** Opens the side panel beside `page` by its key, as a person does: that also gives it the page. */
export async function openSidePanel(
  browser: BrowserWithExtension,
  display: VirtualDisplay,
  page: Page,
): Promise<SidePanel> {
  const input = await NativeInput.on(display);
  await page.bringToFront();
  const panel = await openedSidePanel(browser, () => input.press(OPEN_PANEL));
  return {
    ...panel,
    async drop(dragged, selector, isReady = async () => {}) {
      await dragged.scrollIntoViewIfNeeded();
      const to = await placeInPanel(panel, selector);
      await input.drag(await placeInPage(dragged), to);
      try {
        await waitUntil(
          `Nothing in the panel takes what is held over ${selector}`,
          PANEL_TIMEOUT_MS,
          async () => {
            await input.stir(to);
            return (await panel.evaluate("document.querySelector('.drop-invitation') !== null")) === true;
          },
        );
        await isReady();
      } finally {
        // Held on, the button would fail every test after this one as well.
        await input.release();
      }
    },
  };
}

/** Waits for the side panel that something opens. */
export async function openedSidePanel(
  browser: BrowserWithExtension,
  open: () => Promise<void>,
): Promise<SurfacePage> {
  const devtools = await browser.devtools();
  const url = `chrome-extension://${browser.extensionId}/src/popup/index.html`;
  const before = await targetsWith(devtools, url);
  await open();
  let opened: string | undefined;
  await waitUntil('The side panel did not open', PANEL_TIMEOUT_MS, async () => {
    opened = (await targetsWith(devtools, url)).find(id => !before.includes(id));
    return opened !== undefined;
  });
  return surfacePage(devtools, opened ?? '');
}

async function placeInPage(dragged: Locator): Promise<ScreenPoint> {
  const box = await dragged.boundingBox();
  if (box === null) throw new Error('What is to be dragged is not shown');
  const top = await dragged.page().evaluate(() => outerHeight - innerHeight);
  return { x: INSET_PX + box.x + box.width / 2, y: top - INSET_PX + box.y + Math.min(box.height, 200) / 2 };
}

async function placeInPanel(panel: SurfacePage, selector: string): Promise<ScreenPoint> {
  const place = await panel.evaluate(`(() => {
    const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return {
      x: outerWidth - innerWidth - ${INSET_PX} + x + width / 2,
      y: outerHeight - innerHeight - ${INSET_PX} + y + height / 2,
    };
  })()`);
  if (!isObject(place)) throw new Error(`The panel shows no ${selector}`);
  return { x: Number(place['x']), y: Number(place['y']) };
}
