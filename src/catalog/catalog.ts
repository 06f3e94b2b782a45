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
    indexes: { addresses: string; recordedAt: number; isMissing: number };
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

/** Of those that were missed, how many are looked for in a list. */
const MAX_MISSING = 1_000;

const NAME = 'shoebox-catalog';
const STORES = ['about', 'photos'] as const;

const connect = (terminated: () => void): Promise<IDBPDatabase<CatalogDatabase>> =>
  openDB<CatalogDatabase>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('about');
      const photos = db.createObjectStore('photos', { keyPath: 'key' });
      photos.createIndex('addresses', 'addresses', { multiEntry: true });
      photos.createIndex('recordedAt', 'recordedAt');
      photos.createIndex('isMissing', 'isMissing');
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

/** A photo, as a list of its album tells of it. */
interface ListedPhoto {
  readonly key: string;
  /** By `thumbnailIdOf`; null where the list does not tell. */
  readonly id: string | null;
}

/**
 * Learns from a whole list of an album, without the albums in it: what it does not have is missing, until another list has the
 * same bytes.
 * @param begunAt when the list was asked for: what was recorded later is not in it. Milliseconds since 1970
 */
export async function learnFromList(
  bucket: string,
  prefix: string,
  listed: readonly ListedPhoto[],
  begunAt: number,
): Promise<void> {
  await inCatalog(bucket, async photos => {
    const missing = await photos.index('isMissing').getAll(1, MAX_MISSING);
    if (missing.length > 0) {
      const keyOf = new Map(listed.map(({ id, key }) => [id, key]));
      for (const photo of missing) {
        const key = keyOf.get(photo.id);
        if (key === undefined) continue;
        await photos.delete(photo.key);
        await photos.put({ ...photo, key, isMissing: 0 });
      }
    }
    const there = new Set(listed.map(({ key }) => key));
    const known = await photos.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    for (const key of known.filter(key => !key.includes('/', prefix.length) && !there.has(key))) {
      const photo = await photos.get(key);
      if (photo !== undefined && photo.recordedAt < begunAt) await photos.put({ ...photo, isMissing: 1 });
    }
  });
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
