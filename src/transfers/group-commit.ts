import type { IDBPDatabase, IDBPObjectStore } from 'idb';
import type { JournalDatabase } from './journal';

type StoreName = 'transfers' | 'parts' | 'leftovers';
const STORES: readonly StoreName[] = ['transfers', 'parts', 'leftovers'];

type Writing = <Name extends StoreName>(
  name: Name,
) => IDBPObjectStore<JournalDatabase, StoreName[], Name, 'readwrite'>;

/** Makes the requests of one change; all of them succeed or none does. */
export type Change = (store: Writing) => readonly Promise<unknown>[];

interface Waiting {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes that come while one is under way share the next transaction: a disk that needs some milliseconds to be sure
 * needs them once for all of them, not once for each. Transactions are `strict`: resolved means on disk, also after a
 * crash. A change that can't be written fails by itself, not with those that it shared a transaction with.
 */
export function openGroupCommit(open: () => Promise<IDBPDatabase<JournalDatabase>>): {
  readonly commit: (change: Change) => Promise<void>;
} {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function write(changes: readonly Waiting[]): Promise<void> {
    const transaction = (await open()).transaction([...STORES], 'readwrite', { durability: 'strict' });
    const requests = changes.flatMap(({ change }) => change(name => transaction.objectStore(name)));
    await Promise.all([...requests, transaction.done]);
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      try {
        await write(changes);
        for (const { resolve } of changes) resolve();
      } catch (reason) {
        if (changes.length === 1) changes[0]?.reject(reason);
        else await oneByOne(changes);
      }
    }
    isWriting = false;
  }

  async function oneByOne(changes: readonly Waiting[]): Promise<void> {
    for (const change of changes) await write([change]).then(change.resolve, change.reject);
  }

  return {
    commit: change =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ change, resolve, reject });
        if (!isWriting) void writeAll();
      }),
  };
}
