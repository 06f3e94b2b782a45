import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';
import { lazyConnection } from '../core/lazy-connection';

/**
 * Small pictures of photos, by `thumbnailIdOf` the photo: an album that was seen before is painted without a request.
 *
 * In IndexedDB, not in the Cache API: all that come into view are read in one transaction, which also notes
 * their size and last use; the Cache API keeps a file for each entry, with headers, and no order. Who
 * can't read or write one goes on without.
 */

/** As bytes, not as a Blob: those lie in the database itself, where a Blob of some kilobytes is a file of its own. */
interface CachedPicture {
  /** Empty: nobody could make one, and it need not be tried again. */
  readonly bytes: ArrayBuffer;
  readonly mediaType: string;
}

/** What the least recently used are found by, without reading their pictures. */
interface Use {
  readonly size: number;
  /** Milliseconds since 1970, rounded to {@link USE_STEP_MS}. */
  readonly usedAt: number;
}

interface CacheDatabase extends DBSchema {
  pictures: { key: string; value: CachedPicture };
  uses: { key: string; value: Use };
}

/** About 10,000 thumbnails: what a user opens again and again, on a disk that has hundreds of times as much. */
export const CACHE_BYTES = 128 * 1024 ** 2;

/** So much is left when it has grown too large, so that it is not tidied for every new picture. */
const TIDIED_TO = 0.9;

/** A use within so long of the last one that was noted need not be noted: reading writes nothing then. */
const USE_STEP_MS = 24 * 60 * 60_000;

/** What a page or worker has added before it adds up the size of everything. */
const TIDY_EVERY_BYTES = 4 * 1024 ** 2;

/** What an entry costs beside its picture: its id twice, and the database's own overhead (estimated). */
const ENTRY_BYTES = 400;

const open = lazyConnection(terminated =>
  openDB<CacheDatabase>('shoebox-thumbnail-cache', 1, {
    upgrade(db) {
      db.createObjectStore('pictures');
      db.createObjectStore('uses');
    },
    terminated,
  }),
);

const useOf = (picture: CachedPicture, now: number): Use => ({
  size: picture.bytes.byteLength + ENTRY_BYTES,
  usedAt: Math.floor(now / USE_STEP_MS) * USE_STEP_MS,
});

/**
 * Several at once, in the order of their ids. Null: none can be made of this photo. Undefined: not known here.
 * @param report gets that a use could not be noted: the pictures are there all the same
 * @param now milliseconds since 1970
 */
export async function cachedThumbnails(
  ids: readonly string[],
  report: ReportError,
  now: number = Date.now(),
): Promise<readonly (Blob | null | undefined)[]> {
  const db = await open();
  const transaction = db.transaction(['pictures', 'uses'], 'readonly');
  const found = await Promise.all(
    ids.map(async id => {
      const [picture, use] = await Promise.all([
        transaction.objectStore('pictures').get(id),
        transaction.objectStore('uses').get(id),
      ]);
      return { id, picture, use };
    }),
  );
  const used = found.flatMap(({ id, picture, use }) => {
    if (picture === undefined) return [];
    const next = useOf(picture, now);
    return use?.usedAt === next.usedAt ? [] : [{ id, next }];
  });
  if (used.length > 0) void sideEffect(report, 'thumbnail-cache.note-uses', () => noteUses(db, used));
  return found.map(({ picture }) => {
    if (picture === undefined) return undefined;
    return picture.bytes.byteLength === 0 ? null : new Blob([picture.bytes], { type: picture.mediaType });
  });
}

async function noteUses(
  db: IDBPDatabase<CacheDatabase>,
  used: readonly { readonly id: string; readonly next: Use }[],
): Promise<void> {
  const transaction = db.transaction('uses', 'readwrite', { durability: 'relaxed' });
  await Promise.all([...used.map(({ id, next }) => transaction.store.put(next, id)), transaction.done]);
}

let added = 0;

/**
 * Keeps a picture, or that there is none. What was not used for longest goes when all of it is more than `bound` bytes.
 * @param now milliseconds since 1970
 */
export async function cacheThumbnail(
  id: string,
  thumbnail: Blob | null,
  bound: number = CACHE_BYTES,
  now: number = Date.now(),
): Promise<void> {
  const picture = {
    bytes: thumbnail === null ? new ArrayBuffer(0) : await thumbnail.arrayBuffer(),
    mediaType: thumbnail?.type ?? '',
  };
  const use = useOf(picture, now);
  const db = await open();
  const transaction = db.transaction(['pictures', 'uses'], 'readwrite', { durability: 'relaxed' });
  await Promise.all([
    transaction.objectStore('pictures').put(picture, id),
    transaction.objectStore('uses').put(use, id),
    transaction.done,
  ]);
  added += use.size;
  if (added < Math.min(TIDY_EVERY_BYTES, bound / 8)) return;
  added = 0;
  await tidy(db, bound);
}

async function tidy(db: IDBPDatabase<CacheDatabase>, bound: number): Promise<void> {
  const transaction = db.transaction(['pictures', 'uses'], 'readwrite', { durability: 'relaxed' });
  const uses = transaction.objectStore('uses');
  const [ids, values] = await Promise.all([uses.getAllKeys(), uses.getAll()]);
  let total = values.reduce((sum, { size }) => sum + size, 0);
  if (total > bound) {
    const oldestFirst = values
      .map((use, index) => ({ ...use, id: ids[index] ?? '' }))
      .sort((a, b) => a.usedAt - b.usedAt);
    for (const { id, size } of oldestFirst) {
      if (total <= bound * TIDIED_TO) break;
      total -= size;
      void transaction.objectStore('pictures').delete(id);
      void uses.delete(id);
    }
  }
  await transaction.done;
}

/** The photos are gone: nothing of them stays here. */
export async function uncacheThumbnails(ids: readonly string[]): Promise<void> {
  const transaction = (await open()).transaction(['pictures', 'uses'], 'readwrite');
  await Promise.all([
    ...ids.flatMap(id => [
      transaction.objectStore('pictures').delete(id),
      transaction.objectStore('uses').delete(id),
    ]),
    transaction.done,
  ]);
}
