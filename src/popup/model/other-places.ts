import browser from 'webextension-polyfill';
import { call } from '../../messaging/client';
import { isToolbarPopup } from './own-window';
import { type Route, searchOf } from './route';

/** In Firefox the file picker takes the focus away and so closes the popup before anything is picked. */
export const filePickerClosesThisPage = (): boolean =>
  isToolbarPopup() && browser.runtime.getURL('').startsWith('moz-extension:');

/** The same page in a tab, where it stays. */
export async function openInTab(route: Route): Promise<void> {
  await browser.tabs.create({
    url: browser.runtime.getURL(`${location.pathname.slice(1)}${searchOf(route, true)}`),
  });
  window.close();
}

/** The picker for the page over which the popup hangs. @throws ShoeboxError where the browser shows it to no extension */
export async function openPicker(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  await call('picker.open', { tabId: tab?.id ?? browser.tabs.TAB_ID_NONE });
  window.close();
}

/** Chrome's; the polyfill's types know nothing of it. */
interface WithSidePanel {
  readonly sidePanel?: { open(place: { readonly windowId: number }): Promise<void> };
}

/** The same page beside the web page: in Chrome's side panel, in Firefox's sidebar. To be called in the click itself. */
export async function openBesidePage(): Promise<void> {
  const { sidePanel } = browser as WithSidePanel;
  if (sidePanel === undefined) {
    await browser.sidebarAction.open();
  } else {
    // Chrome holds a click of this page for one for some seconds; Firefox only until the first `await`.
    const { id = browser.windows.WINDOW_ID_CURRENT } = await browser.windows.getCurrent();
    await sidePanel.open({ windowId: id });
  }
  window.close();
}
