import browser from 'webextension-polyfill';
import type { Album } from '../core/album';
import { KNOWN_ALBUMS_KEY, type KnownAlbums, readKnownAlbums } from '../messaging/known-albums';

/** How many albums are remembered as recently used: more than the menu shows. */
const RECENT = 20;

const NOTHING: KnownAlbums = { albums: [], recent: [] };

let last: Promise<unknown> = Promise.resolve();

/** One change after the other: each sees what the one before it wrote. */
function change(edit: (known: KnownAlbums) => KnownAlbums): Promise<void> {
  const next = last.then(async () => {
    const known = (await readKnownAlbums()) ?? NOTHING;
    await browser.storage.local.set({ [KNOWN_ALBUMS_KEY]: edit(known) });
  });
  last = next.catch(() => {}); // whoever asked for it hears of it; the next change is not its victim
  return next;
}

/** An album goes with all that lies in it. */
const without = (known: KnownAlbums, prefix: string): KnownAlbums => ({
  albums: known.albums.filter(album => album.prefix !== prefix),
  recent: known.recent.filter(recent => !recent.startsWith(prefix)),
});

export const rememberAlbums = (albums: readonly Album[]): Promise<void> =>
  change(known => ({ ...known, albums }));

export const rememberAlbum = (album: Album): Promise<void> =>
  change(known => ({ ...known, albums: [...without(known, album.prefix).albums, album] }));

export const rememberUse = (prefix: string): Promise<void> =>
  change(known => ({
    ...known,
    recent: [prefix, ...known.recent.filter(one => one !== prefix)].slice(0, RECENT),
  }));

export const forgetAlbum = (prefix: string): Promise<void> => change(known => without(known, prefix));

/** Other settings, another bucket: nothing that was known holds there. */
export const forgetAllAlbums = (): Promise<void> => change(() => NOTHING);
