import { NEVER_ABORTED } from '../core/promises';
import { hasEnded, isUnderWay, type Transfer } from '../core/transfer';
import { multipartLost } from '../core/transfer-moves';
import { pendingCleanupsOf } from './pending-cleanup';
import type { PendingCleanup, TransferPorts } from './ports';
import type { Runner } from './runner';
import type { TransferStore } from './transfer-store';

/**
 * Parts of a transfer that failed or was paused so long ago are removed from the bucket, where they cost money; tried
 * again, it starts over from the bytes that lie here.
 */
const RESUME_WINDOW_MS = 7 * 24 * 60 * 60_000;

/** Saved transfers that are kept to be looked at, and how many more come together before the oldest are dropped at once. */
const HISTORY_KEPT = 300;
const HISTORY_SLACK = 50;

/**
 * Bytes that are needed no more are deleted so much later, all together: every deletion of its own would make those who
 * read the next bytes wait (measured: 500 of them cost more time than sending 500 small files).
 */
const DISCARD_AFTER_MS = 1_000;

/** What is kept of transfers, and for how long: their records, their bytes on the disk, their parts in the bucket. */
export interface Retention {
  /** Bytes of a transfer that is saved need not lie here; a long history need not either. */
  onEnded(transfer: Transfer): Promise<void>;
  /**
   * Removes those that are allowed to go, with their bytes; what the bucket has of those that are not saved is removed
   * by the clean-up. Resolves with those that were removed.
   */
  forget(ids: readonly string[], isAllowed: (transfer: Transfer) => boolean): Promise<readonly Transfer[]>;
  /** What the bucket may have of a transfer that is given up now. */
  leftBy(transfer: Transfer): PendingCleanup[];
  /** Gives up multipart uploads that nobody has gone on with for too long. */
  expireUploads(): Promise<void>;
}

const isSaved = ({ state }: Transfer): boolean => state === 'saved';

export function openRetention(
  { database, blobs, environment, report }: TransferPorts,
  store: TransferStore,
  runner: Pick<Runner, 'cleanup' | 'forget' | 'keysOf' | 'publish'>,
): Retention {
  const discarded: string[] = [];

  /** Deletes bytes, soon. What a death leaves of them is deleted as an orphan after the next start. */
  function discard(blobIds: readonly string[]): void {
    if (discarded.length === 0) {
      void environment
        .sleep(DISCARD_AFTER_MS, NEVER_ABORTED)
        .then(() => blobs.delete(discarded.splice(0)))
        .catch(error => report('transfers.discard-bytes', error)); // deleted as orphans
    }
    discarded.push(...blobIds);
  }

  const leftBy = (transfer: Transfer): PendingCleanup[] =>
    pendingCleanupsOf(transfer, runner.keysOf(transfer.id), environment.now());

  async function forget(
    ids: readonly string[],
    isAllowed: (transfer: Transfer) => boolean,
  ): Promise<readonly Transfer[]> {
    const removed = await store.remove(ids, isAllowed, transfers => ({
      added: transfers.filter(transfer => !isSaved(transfer)).flatMap(leftBy),
    }));
    for (const { id } of removed) runner.forget(id);
    runner.publish();
    discard(removed.filter(transfer => !isSaved(transfer)).flatMap(({ bytes }) => bytes?.blobId ?? []));
    return removed;
  }

  return {
    leftBy,
    forget,
    async onEnded(transfer) {
      try {
        if (isSaved(transfer) && transfer.bytes !== null) discard([transfer.bytes.blobId]);
        const history = store.all().filter(isSaved);
        if (history.length >= HISTORY_KEPT + HISTORY_SLACK) {
          const oldest = history.slice(0, history.length - HISTORY_KEPT);
          await forget(
            oldest.map(({ id }) => id),
            hasEnded,
          );
        }
        if (!store.all().some(isUnderWay)) runner.cleanup.run();
      } catch (error) {
        report('transfers.trim-history', error); // done after the next one
      }
    },
    async expireUploads() {
      const oldest = environment.now() - RESUME_WINDOW_MS;
      try {
        for (const transfer of store.all()) {
          if (isUnderWay(transfer) || (transfer.multipart?.startedAt ?? oldest) >= oldest) continue;
          await store.change(transfer.id, multipartLost, { extra: { added: leftBy(transfer) } });
          await database.removeParts(transfer.id);
        }
      } catch (error) {
        report('transfers.give-up-old-uploads', error); // another time: it keeps nobody from going on
      }
    },
  };
}
