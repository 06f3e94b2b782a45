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

/** A page that names one address after the other makes no record grow for ever. */
export const MAX_ADDRESSES = 8;

const NAME = 'shoebox-catalog';
export const STORES = ['about', 'photos'] as const;

const connect = (terminated: () => void): Promise<IDBPDatabase<CatalogDatabase>> =>
  openDB<CatalogDatabase>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('about');
      const photos = db.createObjectStore('photos', { keyPath: 'key' });
      photos.createIndex('addresses', 'addresses', { multiEntry: true });
      photos.createIndex('recordedAt', 'recordedAt');
      photos.createIndex('isMissing', ['isMissing', 'id']);
    },
    terminated,
  });

/** One that is damaged, or of a later version, is begun anew. */
export const openCatalog = lazyConnection(async onLost => {
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

export type PhotoStore = IDBPObjectStore<CatalogDatabase, ('about' | 'photos')[], 'photos', 'readwrite'>;

/** Reads or changes the photos of a bucket; null when the catalog is that of another one. */
export async function inCatalog<Value>(
  bucket: string,
  work: (photos: PhotoStore) => Promise<Value>,
): Promise<Value | null> {
  const transaction = (await openCatalog()).transaction(STORES, 'readwrite', { durability: 'relaxed' });
  const isThis = (await transaction.objectStore('about').get('bucket')) === bucket;
  const value = isThis ? await work(transaction.objectStore('photos')) : null;
  await transaction.done;
  return value;
}
