import browser from 'webextension-polyfill';
import { type Route, searchOf } from './route';

/** Whether this page is the toolbar button's popup, which closes as soon as it loses the focus. */
export const isToolbarPopup = (): boolean => browser.extension.getViews({ type: 'popup' }).includes(window);

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
