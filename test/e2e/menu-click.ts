import { dispatchMenuClick } from '../demo/menu-click';
import type { World } from './world';

/**
 * A click on an album in the context menu as the worker receives it, for tests of what comes after the click; the
 * click itself is tested with the browser's own menu. Resolves once the badge acknowledges it: then it is written down.
 */
export async function clickMenuItem(world: World, srcUrl: string, album: string): Promise<void> {
  const page = await world.browser.context.newPage();
  await page.goto(world.site.url);
  const worker = await world.browser.worker();
  const acknowledged = worker.evaluate(
    () =>
      new Promise<void>(resolve => {
        const { setBadgeText } = chrome.action;
        chrome.action.setBadgeText = details => {
          if (details.text !== '') resolve();
          return setBadgeText(details);
        };
      }),
  );
  await dispatchMenuClick(worker, page, srcUrl, album);
  await acknowledged;
  await page.close();
}
