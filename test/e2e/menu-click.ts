import type { World } from './world';

/**
 * A click on an album in the context menu as the worker receives it. It gives no activeTab and no gesture, so
 * it is for tests of what comes after the click; the click itself is tested with the browser's own menu.
 * Resolves once the badge acknowledges it: then it is written down.
 */
export async function clickMenuItem(world: World, srcUrl: string, album: string): Promise<void> {
  const page = await world.browser.context.newPage();
  await page.goto(world.site.url);
  const worker = await world.browser.worker();
  await worker.evaluate(
    async ([url, menuItemId, pageUrl]) => {
      const acknowledged = new Promise<void>(resolve => {
        const { setBadgeText } = chrome.action;
        chrome.action.setBadgeText = details => {
          if (details.text !== '') resolve();
          return setBadgeText(details);
        };
      });
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      // `dispatch` exists on every event of an extension's own worker, though not in the types.
      const event: unknown = chrome.contextMenus.onClicked;
      (event as { dispatch(info: object, tab: object | undefined): void }).dispatch(
        {
          menuItemId,
          parentMenuItemId: 'save-image',
          srcUrl: url,
          pageUrl,
          frameId: 0,
          mediaType: 'image',
          editable: false,
        },
        tab,
      );
      await acknowledged;
    },
    [srcUrl, `album:${album}`, world.site.url] as const,
  );
}
