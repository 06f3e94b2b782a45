import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import { lazyConnection } from '../core/lazy-connection';
import type { Provenance } from '../core/provenance';

/**
 * What this browser knows of the photos of one bucket: where each was saved from, as far as it was saved here, and under which
 * key a list had it last. A convenience: losing it does no harm, and whoever can't read or write it goes on without.
 */

/** A photo that is, or was, in the bucket. */
export interface CatalogPhoto {
  readonly key: string;
  /** Of its bytes, by `thumbnailIdOf`: it stays when the photo is moved. */
  readonly id: string;
  /** Where it was on the web, by `addressOf`; the latest last. */
  readonly addresses: readonly string[];
  /** What is stored with it of where it came from; null where nothing is. */
  readonly provenance: Provenance | null;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

interface StoredPhoto extends CatalogPhoto {
  /** 1 since a list did not have it any more: it was moved or deleted. IndexedDB has no index over booleans. */
  readonly isMissing: 0 | 1;
}

interface CatalogDatabase extends DBSchema {
  about: { key: 'bucket'; value: string };
  photos: {
    key: string;
    value: StoredPhoto;
    indexes: { addresses: string; recordedAt: number; isMissing: [number, string] };
  };
}

/** About 60 MB of the longest records. */
export const MAX_PHOTOS = 100_000;

/** So much is left when there are too many, so that they are not counted for every new one. */
const TRIMMED_TO = 0.95;

/** Photos that are recorded before all are counted again. */
const COUNT_EVERY = 500;

/** A page that names one address after the other makes no record grow for ever. */
const MAX_ADDRESSES = 8;

const NAME = 'shoebox-catalog';
const STORES = ['about', 'photos'] as const;

const connect = (terminated: () => void): Promise<IDBPDatabase<CatalogDatabase>> =>
  openDB<CatalogDatabase>(NAME, 2, {
    upgrade(db) {
      for (const name of [...db.objectStoreNames]) db.deleteObjectStore(name);
      db.createObjectStore('about');
      const photos = db.createObjectStore('photos', { keyPath: 'key' });
      photos.createIndex('addresses', 'addresses', { multiEntry: true });
      photos.createIndex('recordedAt', 'recordedAt');
      photos.createIndex('isMissing', ['isMissing', 'id']);
    },
    terminated,
  });

/** One that is damaged, or of a later version, is begun anew. */
const open = lazyConnection(async onLost => {
  const db = await opened(onLost);
  if (db !== null && STORES.every(name => db.objectStoreNames.contains(name))) return db;
  db?.close();
  await deleteDB(NAME);
  return connect(onLost);
});

async function opened(onLost: () => void): Promise<IDBPDatabase<CatalogDatabase> | null> {
  try {
    return await connect(onLost);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw error;
    return null;
  }
}

type PhotoStore = IDBPObjectStore<CatalogDatabase, ('about' | 'photos')[], 'photos', 'readwrite'>;

/** Reads or changes the photos of a bucket; null when the catalog is that of another one. */
async function inCatalog<Value>(
  bucket: string,
  work: (photos: PhotoStore) => Promise<Value>,
): Promise<Value | null> {
  const transaction = (await open()).transaction(STORES, 'readwrite', { durability: 'relaxed' });
  const isThis = (await transaction.objectStore('about').get('bucket')) === bucket;
  const value = isThis ? await work(transaction.objectStore('photos')) : null;
  await transaction.done;
  return value;
}

/** From now on the catalog is that of this bucket; all that is known of another one is forgotten. */
export async function followBucket(bucket: string): Promise<void> {
  const transaction = (await open()).transaction(STORES, 'readwrite');
  const about = transaction.objectStore('about');
  if ((await about.get('bucket')) !== bucket) {
    await transaction.objectStore('photos').clear();
    await about.put(bucket, 'bucket');
  }
  await transaction.done;
}

let recorded = 0;

/** Records a photo; with the addresses that were known of it. When there are more than `bound`, the oldest are forgotten. */
export async function recordPhoto(
  bucket: string,
  photo: CatalogPhoto,
  bound: number = MAX_PHOTOS,
): Promise<void> {
  await inCatalog(bucket, async photos => {
    const before = await photos.get(photo.key);
    const known = before?.id === photo.id ? before.addresses : [];
    const addresses = [...new Set([...known, ...photo.addresses])].slice(-MAX_ADDRESSES);
    await photos.put({ ...photo, addresses, isMissing: 0 });
    if (recorded++ % Math.min(COUNT_EVERY, bound) !== 0 || (await photos.count()) <= bound) return;
    const oldest = photos.index('recordedAt');
    for (let left = (await photos.count()) - bound * TRIMMED_TO; left > 0; left--)
      await (await oldest.openCursor())?.delete();
  });
}

/** The photos are gone: nothing of them stays here. */
export async function forgetPhotos(bucket: string, keys: readonly string[]): Promise<void> {
  await inCatalog(bucket, photos => Promise.all(keys.map(key => photos.delete(key))));
}

/** Where a photo was, and where it is now. */
interface MovedPhoto {
  readonly from: Pick<CatalogPhoto, 'key' | 'id'>;
  /** S3 may give a copy another entity tag, and so another id. Null where nobody has seen it: a list has to say. */
  readonly to: Pick<CatalogPhoto, 'key' | 'id'> | null;
}

/** The photos are no longer where they were. */
export async function movePhotos(bucket: string, moved: readonly MovedPhoto[]): Promise<void> {
  await inCatalog(bucket, photos =>
    Promise.all(
      moved.map(async ({ from, to }) => {
        const photo = await photos.get(from.key);
        if (photo?.id !== from.id) return;
        if (to !== null) await photos.delete(from.key);
        await photos.put({ ...photo, ...to, isMissing: to === null ? 1 : 0 });
      }),
    ),
  );
}

/** What a whole list of an album has. */
interface ListedAlbum {
  /** Its own photos, with their ids by `thumbnailIdOf`, null where one is not known; null where only albums were listed. */
  readonly photos: readonly { readonly key: string; readonly id: string | null }[] | null;
  /** Prefixes of the albums in it. */
  readonly albums: readonly string[];
}

/**
 * Learns from a whole list of an album: what it does not have is missing, and so is what has other bytes there, until a
 * list has the same bytes again.
 * @param begunAt when the list was asked for: what was recorded later is not in it. Milliseconds since 1970
 */
export async function learnFromList(
  bucket: string,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<void> {
  await inCatalog(bucket, async photos => {
    // First: what has another name in the very same album is found by its bytes then.
    const there = await markMissing(photos, prefix, listed, begunAt);
    const unknown = listed.photos?.filter(({ key }) => !there.has(key)) ?? [];
    await bringBack(photos, unknown);
  });
}

/** Resolves with the keys of those in the album itself that are there. */
async function markMissing(
  photos: PhotoStore,
  prefix: string,
  listed: ListedAlbum,
  begunAt: number,
): Promise<ReadonlySet<string>> {
  const albums = new Set(listed.albums);
  const idAt = new Map(listed.photos?.map(({ key, id }) => [key, id]));
  const there = new Set<string>();
  const known = await photos.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
  const unsure = known.filter(key => {
    const album = albumWithin(prefix, key);
    return album === null ? listed.photos !== null : !albums.has(album);
  });
  await Promise.all(
    unsure.map(async key => {
      const photo = await photos.get(key);
      if (photo === undefined || photo.isMissing === 1) return;
      const id = idAt.get(key);
      if (id === null || id === photo.id || photo.recordedAt >= begunAt) there.add(key);
      else await photos.put({ ...photo, isMissing: 1 });
    }),
  );
  return there;
}

/** The album directly in this one that holds a key; null for what is in this one, or in its twin `album//`. */
function albumWithin(prefix: string, key: string): string | null {
  let start = prefix.length;
  while (key[start] === '/') start++;
  const end = key.indexOf('/', start);
  return end === -1 ? null : key.slice(0, end + 1);
}

/** Finds the bytes of what is missing under other keys. */
async function bringBack(photos: PhotoStore, listed: NonNullable<ListedAlbum['photos']>): Promise<void> {
  const missing = photos.index('isMissing');
  if ((await missing.count(IDBKeyRange.lowerBound([1]))) === 0) return;
  const found = await Promise.all(
    listed.map(async ({ key, id }) => ({ key, those: id === null ? [] : await missing.getAll([1, id]) })),
  );
  // All of them first: two photos may have exchanged their names.
  await Promise.all(found.flatMap(({ those }) => those.map(photo => photos.delete(photo.key))));
  for (const { key, those } of found) {
    const addresses = [...new Set(those.flatMap(photo => photo.addresses))].slice(-MAX_ADDRESSES);
    const latest = those.at(-1);
    if (latest !== undefined) await photos.put({ ...latest, key, addresses, isMissing: 0 });
  }
}

/** Which of these addresses are those of photos in the bucket. */
export async function addressesInBucket(
  bucket: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await inCatalog(bucket, photos => {
    const index = photos.index('addresses');
    return Promise.all(
      addresses.map(async address => {
        const those = await index.getAll(address);
        return those.some(({ isMissing }) => isMissing === 0) ? [address] : [];
      }),
    );
  });
  return new Set(found?.flat());
}
