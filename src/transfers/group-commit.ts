import type { DBSchema, IDBPDatabase, IDBPObjectStore, StoreNames } from 'idb';
import { ShoeboxError } from '../core/failure';
import type { Urgency } from './ports';

type Writing<Database extends DBSchema, Names extends StoreNames<Database>> = <Name extends Names>(
  name: Name,
) => IDBPObjectStore<Database, Names[], Name, 'readwrite'>;

/** Makes the requests of one change; all of them succeed or none does. */
type Change<Database extends DBSchema, Names extends StoreNames<Database>> = (
  store: Writing<Database, Names>,
) => readonly Promise<unknown>[];

/** How long a write that is not urgent waits for others. */
const SOON_MS = 250;

interface Waiting<Database extends DBSchema, Names extends StoreNames<Database>> {
  readonly change: Change<Database, Names>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const refusal = (reason: unknown): unknown =>
  reason instanceof Error && reason.name === 'QuotaExceededError'
    ? new ShoeboxError('browser-storage-full', {}, { cause: reason })
    : reason;

/**
 * Writes that come while one is under way share the next transaction: a disk that needs some milliseconds to be sure
 * needs them once for all of them, not once for each. Transactions are `strict`: resolved means on disk, also after a
 * crash. A change that can't be written fails by itself, not with those that it shared a transaction with.
 */
export function openGroupCommit<Database extends DBSchema, Names extends StoreNames<Database>>(
  open: () => Promise<IDBPDatabase<Database>>,
  stores: readonly Names[],
): {
  readonly commit: (change: Change<Database, Names>, urgency?: Urgency) => Promise<void>;
} {
  let waiting: Waiting<Database, Names>[] = [];
  let isWriting = false;
  let isUrgent = false;

  async function write(changes: readonly Waiting<Database, Names>[]): Promise<void> {
    const transaction = (await open()).transaction([...stores], 'readwrite', { durability: 'strict' });
    const requests = changes.flatMap(({ change }) => change(name => transaction.objectStore(name)));
    await Promise.all([...requests, transaction.done]);
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      if (!isUrgent) await untilUrgent();
      isUrgent = false;
      const changes = waiting;
      waiting = [];
      try {
        await write(changes);
        for (const { resolve } of changes) resolve();
      } catch (reason) {
        if (changes.length === 1) changes[0]?.reject(refusal(reason));
        else await oneByOne(changes);
      }
    }
    isWriting = false;
  }

  let hurry = (): void => {};
  const untilUrgent = (): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, SOON_MS);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function oneByOne(changes: readonly Waiting<Database, Names>[]): Promise<void> {
    for (const change of changes)
      await write([change]).then(change.resolve, reason => change.reject(refusal(reason)));
  }

  return {
    commit: (change, urgency = 'now') =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ change, resolve, reject });
        if (urgency === 'now') {
          isUrgent = true;
          hurry();
        }
        if (!isWriting) void writeAll();
      }),
  };
}
