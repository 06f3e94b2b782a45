import browser from 'webextension-polyfill';
import type { Album } from '../core/album';

/** What was last heard of the bucket. Shown at once by the popup and the menu, and refreshed behind it. */
export interface AlbumCache {
  /** Of which bucket, by core's `bucketIdentity`. */
  readonly bucket: string;
  readonly albums: readonly Album[];
  /** Prefixes of the albums that something was saved to, the last one first. */
  readonly recent: readonly string[];
}

/** Key in `storage.local`. Written by the background worker only. */
export const ALBUM_CACHE_KEY = 'known-albums';

/** Null before the first list answer. Read straight from storage: it need not wake the worker. */
export async function readAlbumCache(): Promise<AlbumCache | null> {
  const stored = await browser.storage.local.get(ALBUM_CACHE_KEY);
  return (stored[ALBUM_CACHE_KEY] as AlbumCache | undefined) ?? null; // only known-albums-store writes it
}
