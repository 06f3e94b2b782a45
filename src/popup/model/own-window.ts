import browser from 'webextension-polyfill';

/** Whether this page is the toolbar button's popup, which closes as soon as it loses the focus. */
export const isToolbarPopup = (): boolean => browser.extension.getViews({ type: 'popup' }).includes(window);
