import browser from 'webextension-polyfill';
import type { Album } from '../core/album';
import { serialQueue } from '../core/serial-queue';
import { bucketIdentity } from '../core/settings';
import { ALBUM_CACHE_KEY, type AlbumCache, readAlbumCache } from '../messaging/album-cache';
import { rebuildMenu } from './context-menu';
import { settingsInUse } from './credential-storage';
import { sideEffect } from './side-effects';

/** More recently used albums than the menu shows: so many stand before the others in the popup. */
const RECENT = 100;

const enqueue = serialQueue();

// The cache only follows what was done with albums: nothing here ever rejects.

/**
 * One change after the other: each reads what the one before it wrote. A change for a bucket that is no longer the one in
 * the settings is dropped.
 */
const change = (bucket: string, edit: (known: AlbumCache) => AlbumCache): Promise<void> =>
  sideEffect('known-albums.change', () =>
    enqueue(async () => {
      const known = await readAlbumCache();
      if (known?.bucket === bucket) await write(edit(known));
    }),
  );

const write = (known: AlbumCache): Promise<void> => browser.storage.local.set({ [ALBUM_CACHE_KEY]: known });

/** Removes an album with all albums in it. */
const without = (known: AlbumCache, prefix: string): AlbumCache => ({
  ...known,
  albums: known.albums.filter(album => album.prefix !== prefix),
  recent: known.recent.filter(recent => !recent.startsWith(prefix)),
});

/** Recently used albums that are gone from the bucket are forgotten as well. */
export const rememberAlbums = (bucket: string, albums: readonly Album[]): Promise<void> =>
  change(bucket, known => ({
    ...known,
    albums,
    recent: known.recent.filter(recent => albums.some(({ prefix }) => recent.startsWith(prefix))),
  }));

export const rememberAlbum = (bucket: string, album: Album): Promise<void> =>
  change(bucket, known => ({ ...known, albums: [...without(known, album.prefix).albums, album] }));

export const rememberUse = (bucket: string, prefix: string): Promise<void> =>
  change(bucket, known => ({
    ...known,
    recent: [prefix, ...known.recent.filter(one => one !== prefix)].slice(0, RECENT),
  }));

export const forgetAlbum = (bucket: string, prefix: string): Promise<void> =>
  change(bucket, known => without(known, prefix));

/** Starts an empty cache for a bucket, unless it is the cached one already. */
export const rememberBucket = (bucket: string): Promise<void> =>
  sideEffect('known-albums.change-bucket', () =>
    enqueue(async () => {
      if ((await readAlbumCache())?.bucket !== bucket) await write({ bucket, albums: [], recent: [] });
    }),
  );

/**
 * Moves an album to the top of the menu as soon as it was chosen, so that the menu does not change under the next click.
 * Only a convenience: nothing that is being saved may fail with it.
 */
export async function recordAlbumUse(prefix: string): Promise<void> {
  const settings = await settingsInUse();
  if (settings === null) return;
  await rememberUse(bucketIdentity(settings), prefix);
  await rebuildMenu();
}
