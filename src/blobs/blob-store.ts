import { type DBSchema, openDB } from 'idb';
import { isQuotaError, ShoeboxError, storageFailure } from '../core/failure';
import { lazyConnection } from '../core/lazy-connection';

/**
 * Bytes that wait for their transfer, in IndexedDB. Extension messages can't carry a Blob in Chrome, so whoever
 * has bytes (a page with picked files, the worker with a fetched picture) puts them here and passes on the id.
 */

interface StoredBlob {
  readonly blob: Blob;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

interface BlobDatabase extends DBSchema {
  blobs: { key: string; value: StoredBlob };
}

const open = lazyConnection(terminated =>
  openDB<BlobDatabase>('shoebox-blobs', 1, {
    upgrade: db => void db.createObjectStore('blobs'),
    terminated,
  }),
);

/**
 * Stores the bytes; resolves once they are on disk. Under the same id again, they are stored once.
 * @throws ShoeboxError `browser-storage-full`, or `file-unreadable` when a picked file was moved or changed.
 */
export const putBlob = (blob: Blob, id: string): Promise<void> => putBlobs([{ id, blob }]);

/** As {@link putBlob}, for several: all of them or none. */
export async function putBlobs(
  entries: readonly { readonly id: string; readonly blob: Blob }[],
): Promise<void> {
  try {
    const transaction = (await open()).transaction('blobs', 'readwrite', { durability: 'strict' });
    const storedAt = Date.now();
    const puts = entries.map(async ({ id, blob }) => {
      try {
        await transaction.store.put({ blob, storedAt }, id);
      } catch (error) {
        abort(transaction);
        throw error;
      }
    });
    await Promise.all([...puts, transaction.done]);
  } catch (cause) {
    throw isQuotaError(cause) ? storageFailure(cause) : new ShoeboxError('file-unreadable', {}, { cause });
  }
}

/** What is refused before it is tried does not end its transaction by itself. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'InvalidStateError')) throw error; // else it has ended
  }
}

/** Null when it was deleted. */
export async function getBlob(id: string): Promise<Blob | null> {
  return (await (await open()).get('blobs', id))?.blob ?? null;
}

/** Several, in the order of their ids. */
export async function getBlobs(ids: readonly string[]): Promise<readonly (Blob | null)[]> {
  const { store } = (await open()).transaction('blobs', 'readonly');
  const found = await Promise.all(ids.map(id => store.get(id)));
  return found.map(stored => stored?.blob ?? null);
}

/** In one transaction, which need not wait for the disk: a blob that comes back after a crash is deleted as an orphan. */
export async function deleteBlobs(ids: readonly string[]): Promise<void> {
  const transaction = (await open()).transaction('blobs', 'readwrite', { durability: 'relaxed' });
  await Promise.all([...ids.map(id => transaction.store.delete(id)), transaction.done]);
}

/**
 * Deletes what no transfer speaks for: a page died between storing bytes and handing them over. One by one, and written
 * to only where there is something to delete: a single transaction over all of them would hold up every upload that
 * needs its bytes.
 * @param isInUse asked right before a blob is deleted
 */
export async function deleteBlobsExcept(
  isInUse: (id: string) => Promise<boolean>,
  storedBefore: number,
): Promise<void> {
  const db = await open();
  for (const id of await db.getAllKeys('blobs')) {
    if (await isInUse(id)) continue;
    const stored = await db.get('blobs', id);
    if (stored !== undefined && stored.storedAt < storedBefore && !(await isInUse(id)))
      await deleteBlobs([id]);
  }
}
