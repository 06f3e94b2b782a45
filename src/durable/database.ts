import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from 'idb';
import { storageFailure } from '../core/failure';
import { lazyConnection } from '../core/lazy-connection';

/** `soon`: it may wait a moment for others to share its transaction with, since a death would lose nothing by it. */
export type Urgency = 'now' | 'soon';

type ObjectStore<Schema extends DBSchema> = <Name extends StoreNames<Schema>>(
  name: Name,
) => IDBPObjectStore<Schema, StoreNames<Schema>[], Name, 'readwrite'>;

/** Makes the requests of one change; all of them succeed or none does. */
type Change<Schema extends DBSchema> = (store: ObjectStore<Schema>) => readonly Promise<unknown>[];

/** How long a write that is not urgent waits for others. */
const SOON_MS = 250;

interface WaitingChange<Schema extends DBSchema> {
  readonly change: Change<Schema>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** A database in IndexedDB. */
export interface Database<Schema extends DBSchema> {
  /** Connects when that is first needed, and again after the browser has closed the connection. */
  connect(): Promise<IDBPDatabase<Schema>>;
  /**
   * Resolves when the change is on the disk, also after a crash (transactions are `strict`). Rejects with
   * `browser-storage-full`, if that is why.
   */
  commit(change: Change<Schema>, urgency?: Urgency): Promise<void>;
}

/**
 * Writes that come while one is under way share the next transaction: a disk that needs some milliseconds to be sure
 * needs them once for all of them, not once for each. A change that can't be written fails by itself, not with those
 * that it shared a transaction with.
 */
export function openDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<Parameters<typeof openDB<Schema>>[2]>['upgrade'],
): Database<Schema> {
  const connect = lazyConnection(terminated =>
    openDB<Schema>(name, version, { ...(upgrade !== undefined && { upgrade }), terminated }),
  );
  let waiting: WaitingChange<Schema>[] = [];
  let isWriting = false;
  let isUrgent = false;
  let hurry = (): void => {};

  async function write(changes: readonly WaitingChange<Schema>[]): Promise<void> {
    const database = await connect();
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite', {
      durability: 'strict',
    });
    const requests = changes.flatMap(({ change }) => change(store => transaction.objectStore(store)));
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
        if (changes.length === 1) changes[0]?.reject(storageFailure(reason));
        else await oneByOne(changes);
      }
    }
    isWriting = false;
  }

  const untilUrgent = (): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, SOON_MS);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function oneByOne(changes: readonly WaitingChange<Schema>[]): Promise<void> {
    for (const change of changes)
      await write([change]).then(change.resolve, reason => change.reject(storageFailure(reason)));
  }

  return {
    connect,
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
