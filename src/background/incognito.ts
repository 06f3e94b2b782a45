import browser from 'webextension-polyfill';

/**
 * Whether this worker is the one of the private windows. Chrome's manifest says `split`: these have a worker of their
 * own, with their own cookies, and with storage that is never written to the disk and is gone with the last of them.
 * Of `storage.local` and `.sync` there is one for all windows: nothing about pages goes there.
 */
export const isIncognitoWorker = (): boolean => browser.extension.inIncognitoContext === true;
