import { ShoeboxError } from '../core/failure';
import type { PendingRemovals } from '../core/pending-removals';
import { canChooseAlbum, hasEnded, type Transfer } from '../core/transfer';
import {
  albumChosen,
  captureFromScreenChosen,
  failureSeen,
  keptLocationChosen,
  paused,
  retried,
  unpaused,
} from '../core/transfer-moves';
import { untilDone } from '../durable/until-done';
import type { ExecutorFor } from '../requests/request-executors';
import type { Cleanup } from './cleanup';
import type { TransferPorts, TransferProgress } from './ports';
import { openRetention } from './retention';
import { openRunner } from './runner';
import { openTransferStore } from './transfer-store';

/** Every picture on its way into the bucket. Written down first, worked on afterwards, gone on with after any death. */
export interface Transfers {
  /**
   * Goes on with what an earlier worker instance left. Everything else waits for that; asked again, it is done once,
   * or tried again if it failed.
   */
  recover(): Promise<void>;
  /** Resolves when all are written down. They begin once `ready` has settled, which need not be waited for. */
  add(transfers: readonly Transfer[], ready?: Promise<unknown>): Promise<void>;
  get(id: string): Promise<Transfer | null>;
  all(): Promise<readonly TransferProgress[]>;
  /** With the bucket that the album is in, and the user who chose it. Rejects with `transfer-gone` when there is nothing to choose. */
  chooseAlbum(id: string, album: string, place?: Pick<Transfer, 'bucket' | 'owner'>): Promise<void>;
  retry(id: string): Promise<void>;
  /** Takes a picture that could not be had from the screen; does nothing to anything else. */
  captureFromScreen(id: string): Promise<void>;
  /** Saves one from which its place can't be removed; does nothing to anything else. */
  keepLocation(id: string): Promise<void>;
  /** Tries again everything that failed. */
  retryAll(): Promise<void>;
  pause(id: string): Promise<void>;
  /** The end of a pause. */
  unpause(id: string): Promise<void>;
  /** Notes that the user has seen these failures. */
  markSeen(ids: readonly string[]): Promise<void>;
  /** Takes those off the list that have ended; what is under way again stays. */
  dismiss(ids: readonly string[]): Promise<void>;
  /**
   * Stops it and forgets it with its bytes, and removes what the bucket has of it. What is saved stays as it is. Rejects,
   * and it goes on, when the disk can't note it.
   */
  cancel(id: string): Promise<void>;
  /** Whether these bytes on the disk, or those of the picture that a page showed, are still to be sent. */
  isBlobInUse(blobId: string): Promise<boolean>;
  /** What the clean-up is about to remove, for jobs, which may rely on it. */
  readonly removals: PendingRemovals;
  /** As {@link Cleanup.expectMultipartUpload}, for the multipart copies of jobs. */
  readonly expectMultipartUpload: Cleanup['expectMultipartUpload'];
  /** As in {@link Cleanup}, for connection tests. */
  readonly hold: Cleanup['hold'];
  readonly letGo: Cleanup['letGo'];
  /** The way of requests, for other work that is to share the connections with them. */
  readonly executorFor: ExecutorFor;
}

export function openTransfers(ports: TransferPorts): Transfers {
  const { database, report, onActivity } = ports;
  const store = openTransferStore(database);
  const runner = openRunner(ports, store, ended => void retention.onEnded(ended));
  const retention = openRetention(ports, store, runner);
  const { publish, schedule, cleanup, claims } = runner;
  const { forget, leftBy } = retention;

  /**
   * What an earlier worker instance left is known, and its keys are reserved, before anything else is done: an upload
   * that began earlier could take a key that an unfinished one has.
   */
  const started = untilDone(
    async () => {
      await store.load();
      await retention.expireUploads();
      await runner.recover();
      publish();
      schedule();
      cleanup.run();
    },
    error => {
      report('transfers.start', error);
      onActivity('waiting'); // for the alarm to be there, which tries it again
    },
  );

  const moveAll = async (ids: readonly string[], move: (transfer: Transfer) => Transfer): Promise<void> => {
    await started();
    try {
      await Promise.all(ids.map(id => store.change(id, move)));
    } finally {
      // What the disk did not take is true all the same, as long as this worker instance lives.
      publish();
      schedule();
    }
  };

  return {
    executorFor: runner.executorFor,
    removals: { load: started, includes: claims.includes, keep: claims.keep },
    async expectMultipartUpload(bucket, key) {
      await started();
      return cleanup.expectMultipartUpload(bucket, key);
    },
    async hold(cleanups) {
      await started();
      return cleanup.hold(cleanups);
    },
    letGo: cleanup.letGo,
    recover: started,
    async isBlobInUse(blobId) {
      await started();
      return store
        .all()
        .some(
          ({ state, bytes, source }) =>
            state !== 'saved' &&
            (bytes?.blobId ?? (source.kind === 'web' ? source.shownBlobId : undefined)) === blobId,
        );
    },
    async add(transfers, ready = Promise.resolve()) {
      await started();
      // Asked twice, because the answer to the first time got lost.
      const added = transfers.filter(({ id }) => store.get(id) === undefined);
      const written = store.add(added);
      // Capturing need not wait for the disk: what can't be written down is told to whoever adds it, and forgotten.
      const start = runner.hold(added.map(({ id }) => id));
      void ready.then(start, start);
      try {
        await written;
        schedule();
      } catch (error) {
        for (const { id } of added) runner.stop(id);
        await store.discard(added.map(({ id }) => id)).catch(reason => report('transfers.take-back', reason));
        throw error;
      } finally {
        runner.publishNow();
      }
    },
    async get(id) {
      await started();
      return store.get(id) ?? null;
    },
    async all() {
      await started();
      return runner.current();
    },
    async chooseAlbum(id, album, place) {
      await started();
      const transfer = store.get(id);
      if (transfer === undefined || !canChooseAlbum(transfer)) throw new ShoeboxError('transfer-gone');
      try {
        await store.change(id, latest => albumChosen(latest, album, place), {
          extra: { added: leftBy(transfer) },
        });
      } finally {
        publish(); // as in moveAll
        schedule();
      }
    },
    retry: id => moveAll([id], retried),
    captureFromScreen: id => moveAll([id], captureFromScreenChosen),
    keepLocation: id => moveAll([id], keptLocationChosen),
    async retryAll() {
      await started();
      await moveAll(
        store
          .all()
          .filter(({ state }) => state === 'failed')
          .map(({ id }) => id),
        retried,
      );
    },
    async pause(id) {
      await started();
      const stopIfPaused = (): void => {
        if (store.get(id)?.state === 'paused') runner.stop(id);
      };
      const written = store.change(id, paused);
      stopIfPaused(); // at once, whatever the disk says
      await written;
      stopIfPaused(); // the disk has refused to cancel it, and it may go on since
      publish();
    },
    unpause: id => moveAll([id], unpaused),
    markSeen: ids => moveAll(ids, failureSeen),
    async dismiss(ids) {
      await started();
      const removed = await forget(ids, hasEnded);
      if (removed.some(({ state }) => state === 'failed')) cleanup.run();
    },
    async cancel(id) {
      await started();
      const transfer = store.get(id);
      if (transfer === undefined || transfer.state === 'saved') return;
      // Nothing more is sent from now on; if the disk can't note that it is cancelled, it goes on.
      const goOn = runner.hold([id]);
      runner.stop(id);
      try {
        await forget([id], ({ state }) => state !== 'saved');
      } finally {
        goOn();
      }
      cleanup.run();
    },
  };
}
