import type { Transfer } from '../core/transfer';
import { openRecordStore, type RecordStore } from '../durable/record-store';
import type { CleanupChanges, PendingCleanup, TransferDatabase } from './ports';

/**
 * All transfers, in the order in which they were begun, and what has to be removed from the bucket; see
 * {@link RecordStore}. Both are written in one transaction where they change together.
 */
export interface TransferStore extends RecordStore<Transfer, CleanupChanges> {
  /** What has to be removed from the bucket. */
  pendingCleanups(): readonly PendingCleanup[];
  /** Whether an earlier worker instance noted it: requests that it sent about it may still arrive. */
  isResumed(cleanupId: string): boolean;
}

export function openTransferStore(database: TransferDatabase): TransferStore {
  const cleanups = new Map<string, PendingCleanup>();
  const resumed = new Set<string>();

  const store = openRecordStore<Transfer, CleanupChanges>({
    idOf: ({ id }) => id,
    async load() {
      const [transfers, pending] = await Promise.all([database.all(), database.pendingCleanups()]);
      for (const cleanup of pending) {
        cleanups.set(cleanup.id, cleanup);
        resumed.add(cleanup.id);
      }
      return transfers.sort((a, b) => a.createdAt - b.createdAt);
    },
    write: (writes, extra, urgency) =>
      database.write(
        writes.map(({ after }) => after),
        urgency,
        extra,
      ),
    remove: (ids, extra) => database.remove(ids, extra?.added),
    onExtra({ added = [], removed = [] }) {
      for (const cleanup of added) cleanups.set(cleanup.id, cleanup);
      for (const id of removed) {
        cleanups.delete(id);
        resumed.delete(id);
      }
    },
  });

  return {
    ...store,
    pendingCleanups: () => [...cleanups.values()],
    isResumed: id => resumed.has(id),
  };
}
