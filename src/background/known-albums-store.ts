import browser from 'webextension-polyfill';
import type { Album } from '../core/album';
import { KNOWN_ALBUMS_KEY, type KnownAlbums, readKnownAlbums } from '../messaging/known-albums';

/** How many albums are remembered as recently used: more than the menu shows. */
const RECENT = 20;

let last: Promise<unknown> = Promise.resolve();

/**
 * One change after the other: each sees what the one before it wrote. A change for a bucket that is no longer the
 * one in the settings comes too late and is dropped.
 */
function change(bucket: string, edit: (known: KnownAlbums) => KnownAlbums): Promise<void> {
  const next = last.then(async () => {
    const known = await readKnownAlbums();
    if (known?.bucket === bucket) await write(edit(known));
  });
  last = next.catch(() => {}); // whoever asked for it hears of it; the next change is not its victim
  return next;
}

const write = (known: KnownAlbums): Promise<void> => browser.storage.local.set({ [KNOWN_ALBUMS_KEY]: known });

/** An album goes with all that lies in it. */
const without = (known: KnownAlbums, prefix: string): KnownAlbums => ({
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
export function rememberBucket(bucket: string): Promise<void> {
  const next = last.then(async () => {
    if ((await readKnownAlbums())?.bucket !== bucket) await write({ bucket, albums: [], recent: [] });
  });
  last = next.catch(() => {}); // as above
  return next;
}
