import browser from 'webextension-polyfill';

/**
 * Whether this worker is the one of the private windows. The manifest says `split`: these have a worker of their own,
 * with storage that is never written to the disk and is gone with the last of them.
 */
export const isPrivateWorker = (): boolean => browser.extension.inIncognitoContext === true;
