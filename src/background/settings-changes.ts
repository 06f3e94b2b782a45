import browser from 'webextension-polyfill';
import { bucketIdentity } from '../core/settings';
import { ALBUM_CACHE_KEY } from '../messaging/album-cache';
import { rememberBucket } from './album-cache';
import { isMenuDrawn, rebuildMenu } from './context-menu';
import { closeBucket } from './current-bucket';
import { loadSettings, SETTINGS_KEY } from './settings-store';
import { onEvent } from './side-effects';

/** Makes menu, known albums and the open bucket agree with the stored settings. Can be called at any time. */
export async function applySettings(): Promise<void> {
  closeBucket();
  const settings = await loadSettings();
  if (settings !== null) await rememberBucket(bucketIdentity(settings));
  await rebuildMenu();
}

/** A head start only: the popup asks again and shows what went wrong. Rejects as `refresh` does. */
export async function prefetchAlbums(refresh: () => Promise<unknown>): Promise<void> {
  if ((await loadSettings()) !== null) await refresh();
}

/** Settings also come from a person's other computers. */
export function listenToSettings(refresh: () => Promise<unknown>): void {
  onEvent('settings.changed', browser.storage.sync.onChanged, async changes => {
    if (!(SETTINGS_KEY in changes)) return;
    await applySettings();
    await prefetchAlbums(refresh);
  });
  // The worker of the other kind of windows, private or not, hears of albums and writes them down.
  onEvent('known-albums.changed', browser.storage.local.onChanged, async changes => {
    if (ALBUM_CACHE_KEY in changes) await rebuildMenu();
  });
}

/**
 * Draws the menu where there is none: the browser tells a private window's worker of no start, and begins without a menu
 * there; and an earlier worker may have been killed while it drew.
 */
export async function drawMissingMenu(): Promise<void> {
  if (!(await isMenuDrawn())) await applySettings();
}
