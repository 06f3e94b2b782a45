import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Transfer } from '../core/transfer';
import type { Journal } from './ports';

interface JournalDatabase extends DBSchema {
  transfers: { key: string; value: Transfer };
}

/** The journal in IndexedDB. Writes are `strict`: resolved means on disk, also after a crash of the browser. */
export function openJournal(): Journal {
  let database: Promise<IDBPDatabase<JournalDatabase>> | null = null;
  const open = (): Promise<IDBPDatabase<JournalDatabase>> => {
    database ??= openDB<JournalDatabase>('shoebox-transfers', 1, {
      upgrade: db => void db.createObjectStore('transfers', { keyPath: 'id' }),
      terminated: () => {
        database = null;
      },
    });
    // A database that could not be opened now may be opened later.
    database.catch(() => {
      database = null;
    });
    return database;
  };
  return {
    all: async () => (await open()).getAll('transfers'),
    async write(transfer) {
      const transaction = (await open()).transaction('transfers', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put(transfer), transaction.done]);
    },
    remove: async id => (await open()).delete('transfers', id),
  };
}
