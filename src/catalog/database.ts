import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import { lazyConnection } from '../core/lazy-connection';
import type { Provenance } from '../core/provenance';

/**
 * What this browser knows of the albums and photos of one bucket: those that lists had, and where each photo was saved from,
 * as far as it was saved here. What is searched. A convenience: losing it does no harm, and whoever can't read or write it
 * goes on without.
 */

/** An album that is in the bucket. */
export interface CatalogAlbum {
  readonly prefix: string;
  /** When the last whole list of what is in it was asked for, in milliseconds since 1970; null where none was. */
  readonly listedAt: number | null;
}

/** A photo that is, or was, in the bucket. */
export interface CatalogPhoto {
  readonly key: string;
  /** Of its bytes, by `thumbnailIdOf`: it stays when the photo is moved. Empty where it has none. */
  readonly id: string;
  /** Where it was on the web, by `addressOf`; the latest last. */
  readonly addresses: readonly string[];
  /** What is stored with it of where it came from; null where nothing is. */
  readonly provenance: Provenance | null;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** When the picture was first stored, in milliseconds since 1970; absent before a list told, and in version 1. */
  readonly storedAt?: number;
  /** As a list tells of them, see `ExpectedObject`. */
  readonly storageClass?: string;
  readonly isArchived?: boolean;
}

export interface StoredPhoto extends CatalogPhoto {
  /** 1 since a list did not have it any more: it was moved or deleted. IndexedDB has no index over booleans. */
  readonly isMissing: 0 | 1;
}

interface CatalogDatabase extends DBSchema {
  about: { key: 'bucket'; value: string };
  albums: { key: string; value: CatalogAlbum };
  photos: {
    key: string;
    value: StoredPhoto;
    indexes: { addresses: string; recordedAt: number; isMissing: [number, string] };
  };
}

/** A page that names one address after the other makes no record grow for ever. */
export const MAX_ADDRESSES = 8;

const NAME = 'shoebox-catalog';
export const STORES = ['about', 'albums', 'photos'] as const;

function connect(terminated: () => void): Promise<IDBPDatabase<CatalogDatabase>> {
  const opening = openDB<CatalogDatabase>(NAME, 2, {
    upgrade(db, before) {
      db.createObjectStore('albums', { keyPath: 'prefix' });
      if (before === 1) return;
      db.createObjectStore('about');
      const photos = db.createObjectStore('photos', { keyPath: 'key' });
      photos.createIndex('addresses', 'addresses', { multiEntry: true });
      photos.createIndex('recordedAt', 'recordedAt');
      photos.createIndex('isMissing', ['isMissing', 'id']);
    },
    terminated,
    // Whoever begins it anew, or has a later version, would wait until this worker or page is gone, and others behind them.
    blocking() {
      terminated();
      void opening.then(db => db.close());
    },
  });
  return opening;
}

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

type Store<Name extends 'albums' | 'photos'> = IDBPObjectStore<
  CatalogDatabase,
  (typeof STORES)[number][],
  Name,
  'readwrite'
>;
export type AlbumStore = Store<'albums'>;
export type PhotoStore = Store<'photos'>;

/** Reads or changes what is known of a bucket; null when the catalog is that of another one. */
export async function inCatalog<Value>(
  bucket: string,
  work: (photos: PhotoStore, albums: AlbumStore) => Promise<Value>,
): Promise<Value | null> {
  const transaction = (await openCatalog()).transaction(STORES, 'readwrite', { durability: 'relaxed' });
  const isThis = (await transaction.objectStore('about').get('bucket')) === bucket;
  const value = isThis
    ? await work(transaction.objectStore('photos'), transaction.objectStore('albums'))
    : null;
  await transaction.done;
  return value;
}

/** Behind whatever a key goes on with. */
export const LAST = '\uffff';

/** All keys that begin with a prefix. */
export const rangeOf = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}${LAST}`);
