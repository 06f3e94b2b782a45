import browser from 'webextension-polyfill';
import type { Album } from '../core/album';
import { serialQueue } from '../core/serial-queue';
import { ALBUM_CACHE_KEY, type AlbumCache, readAlbumCache } from '../messaging/album-cache';
import { sideEffect } from './side-effects';

/** How many albums are remembered as recently used: more than the menu shows. */
const RECENT = 20;

const inTurn = serialQueue();

// What is known of albums only follows what is done with them: nothing here ever rejects.

/**
 * One change after the other: each sees what the one before it wrote. A change for a bucket that is no longer the
 * one in the settings comes too late and is dropped.
 */
const change = (bucket: string, edit: (known: AlbumCache) => AlbumCache): Promise<void> =>
  sideEffect('known-albums.change', () =>
    inTurn(async () => {
      const known = await readAlbumCache();
      if (known?.bucket === bucket) await write(edit(known));
    }),
  );

const write = (known: AlbumCache): Promise<void> => browser.storage.local.set({ [ALBUM_CACHE_KEY]: known });

/** An album goes with all that lies in it. */
const without = (known: AlbumCache, prefix: string): AlbumCache => ({
  ...known,
  albums: known.albums.filter(album => album.prefix !== prefix),
  recent: known.recent.filter(recent => !recent.startsWith(prefix)),
});

/** What was used lately and is gone from the bucket is forgotten as well. */
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

/** Begins to remember the albums of a bucket. Those of another one are forgotten: nothing that was known holds here. */
export const rememberBucket = (bucket: string): Promise<void> =>
  sideEffect('known-albums.change-bucket', () =>
    inTurn(async () => {
      if ((await readAlbumCache())?.bucket !== bucket) await write({ bucket, albums: [], recent: [] });
    }),
  );
