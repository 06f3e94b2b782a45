import type { Page } from 'playwright-core';
import type { BrowserWithExtension } from './launch';
import { type SurfacePage, surfacePage, targetsWith } from './surface-page';
import { waitUntil } from './wait-until';

const POPUP_TIMEOUT_MS = 10_000;

/**
 * Opens the extension's popup as it hangs on the toolbar button, through `chrome.action.openPopup`, over `page`. Works
 * headless too.
 */
export async function openRealPopup(browser: BrowserWithExtension, page: Page): Promise<SurfacePage> {
  // openPopup refuses where no window is active, and a headless one is not after its last popup went.
  await page.bringToFront();
  const devtools = await browser.devtools();
  const worker = await browser.worker();
  const url = await worker.evaluate(() => chrome.action.getPopup({}));
  const before = await targetsWith(devtools, url);
  await worker.evaluate(async () => {
    await chrome.action.openPopup();
  });

  let target: string | undefined;
  await waitUntil('The popup did not open', POPUP_TIMEOUT_MS, async () => {
    target = (await targetsWith(devtools, url)).find(id => !before.includes(id));
    return target !== undefined;
  });
  return surfacePage(devtools, target ?? '');
}
