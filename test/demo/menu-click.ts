import type { Page, Worker } from 'playwright-core';

/** How the extension names its context menu: the one place outside of it that has to know. */
const MENU = { root: 'save-image', album: 'album:' };

/**
 * Tells the worker what the browser tells it when a person chooses an album in a picture's context menu. Where
 * nobody can see a menu, this stands in for the click: it brings no activeTab grant and no user gesture.
 */
export async function dispatchMenuClick(
  worker: Worker,
  page: Page,
  imageUrl: string,
  album: string,
): Promise<void> {
  const pageUrl = page.url();
  await page.bringToFront();
  await worker.evaluate(
    async click => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      // Every event of an extension has `dispatch` in its own worker; the types leave it out.
      const onClicked = chrome.contextMenus.onClicked as typeof chrome.contextMenus.onClicked & {
        dispatch(info: object, tab: chrome.tabs.Tab | undefined): void;
      };
      onClicked.dispatch({ ...click, frameId: 0, mediaType: 'image', editable: false }, tab);
    },
    { menuItemId: MENU.album + album, parentMenuItemId: MENU.root, srcUrl: imageUrl, pageUrl },
  );
}
