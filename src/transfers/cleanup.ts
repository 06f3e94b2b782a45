import { isShoeboxError } from '../core/failure';
import { albumPrefixOf } from '../core/object-key';
import { NEVER_ABORTED, settled } from '../core/promises';
import { TRANSFER_ID } from '../core/provenance';
import type { WaitReason } from '../core/wait-reason';
import type { Publisher } from '../durable/publisher';
import { emptyUploads } from '../requests/paged-lists';
import type { ExecutorFor } from '../requests/request-executors';
import { sendWithRetry } from '../requests/send-with-retry';
import { whenUserCame } from '../requests/when-user-came';
import type { Claims } from './claims';
import type { PendingCleanup, TransferBucket, TransferPorts } from './ports';
import type { TransferStore } from './transfer-store';

/**
 * What was on the wire when it was cancelled may still arrive: S3 is asked again after this, and only then is
 * a pending clean-up forgotten (S3 API reference, AbortMultipartUpload: "it might be necessary to abort … multiple times").
 */
const SETTLED_AFTER_MS = 20_000;

/** The clocks of S3 and of this computer differ by less, or requests are refused (S3: RequestTimeTooSkewed). */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/** Removes from the bucket what cancelled and lost transfers left there, and nothing that somebody relies on. */
export interface Cleanup {
  /**
   * Begins at once, and again until nothing can be on its way any more. Asked while it does so, it begins again without
   * waiting. What could not be removed stays pending for the next time.
   */
  run(): void;
  /**
   * What S3 may make of a CreateMultipartUpload for this key without our hearing of it is removed: written down when this
   * resolves, before S3 is asked. Until the function that it resolves with is called, the upload may hold no part yet,
   * and nothing is removed. Rejects when the disk refuses.
   */
  expectMultipartUpload(bucket: string, key: string): Promise<() => void>;
  /**
   * Writes down what a connection test is about to make, so that the next worker instance removes it if this one dies.
   * Rejects when the disk refuses.
   */
  hold(cleanups: readonly PendingCleanup[]): Promise<void>;
  /** The test is over: what it made is gone, or is to be removed now. */
  letGo(ids: readonly string[], isRemoved: boolean): Promise<void>;
}

/** What the clean-up needs of the runner. */
interface CleanupPorts extends Pick<TransferPorts, 'environment' | 'openBucket' | 'report'> {
  readonly whileBusy: Publisher<unknown>['whileBusy'];
  readonly executorFor: ExecutorFor;
}

/**
 * The requests, by what is pending:
 * - an upload: AbortMultipartUpload
 * - uploads whose id never reached us: ListMultipartUploads → ListParts* → AbortMultipartUpload of those without a part
 * - an object: HeadObject, whose metadata says whose it is → DeleteObject, if it is still that one
 */
export function openCleanup(
  { environment, openBucket, report, whileBusy, executorFor }: CleanupPorts,
  store: TransferStore,
  claims: Claims,
): Cleanup {
  let isRunning = false;
  /** Aborts when there is more to be removed. */
  let more = new AbortController();
  /** Multipart uploads that jobs ask for. */
  const expected = new Set<{ readonly key: string }>();

  /** Ids of what connection tests still work with. */
  const held = new Set<string>();

  /** Whether somebody is just asking for a multipart upload to this key, whose id is not known yet. */
  const isBeingCreated = (key: string): boolean =>
    [...expected].some(upload => upload.key === key) ||
    store.all().some(({ multipart }) => multipart?.key === key && multipart.uploadId === null);

  const isInUse = (uploadId: string): boolean =>
    store.all().some(({ multipart }) => multipart?.uploadId === uploadId);

  type OnWaiting = (waiting: WaitReason | null) => void;

  async function runUntilSettled(onWaiting: OnWaiting): Promise<void> {
    for (;;) {
      more = new AbortController();
      const { signal } = more;
      const pending = store.pendingCleanups().filter(({ id }) => !held.has(id));
      const startedAt = environment.now();
      await Promise.all(pending.map(cleanup => attempt(cleanup, onWaiting)));
      const waits = pending
        .map(({ since }) => since + SETTLED_AFTER_MS)
        .filter(settledAt => settledAt > startedAt)
        .map(settledAt => Math.max(0, settledAt - environment.now()));
      if (waits.length === 0 && !signal.aborted) return;
      // Ends sooner when there is more.
      await settled(environment.sleep(waits.length === 0 ? 0 : Math.min(...waits), signal));
    }
  }

  async function attempt(cleanup: PendingCleanup, onWaiting: OnWaiting): Promise<void> {
    const forget = (): Promise<void> => store.writeExtra({ removed: [cleanup.id] });
    // Not when the requests have ended: what came while one of them stood still was not seen.
    const lookedAt = environment.now();
    try {
      // Its own upload is there with no part, and not known by its id: nobody could tell it from a lost one.
      if (cleanup.what.kind === 'unnamed-uploads' && isBeingCreated(cleanup.key)) return;
      const staysForNow = await remove(cleanup, onWaiting);
      if (!staysForNow && lookedAt - cleanup.since >= SETTLED_AFTER_MS) await forget();
    } catch (error) {
      // A bucket that is gone has nothing of ours; of one that is not open now, or says no, it stays pending.
      // Nor is there anything to be found where S3 has no list of uploads: its own rules have to remove those.
      const isUnlisted =
        cleanup.what.kind === 'unnamed-uploads' && isShoeboxError(error) && error.code === 's3-unsupported';
      const isGone = isUnlisted || (isShoeboxError(error) && error.code === 'bucket-not-found');
      if (isGone) await forget().catch(reason => report('transfers.drop-leftover', reason));
      else report('transfers.remove-leftover', error);
    }
  }

  /** Resolves with whether something is still there, of which it is not decided whether it has to go. */
  async function remove(cleanup: PendingCleanup, onWaiting: OnWaiting): Promise<boolean> {
    const { key, what } = cleanup;
    const bucket = await whenUserCame(environment, NEVER_ABORTED, onWaiting, () =>
      openBucket(cleanup.bucket, null),
    );
    const executor = executorFor(bucket, onWaiting);
    const send = <Value>(request: (late: AbortSignal) => Promise<Value>): Promise<Value> =>
      sendWithRetry(executor, NEVER_ABORTED, { kind: 'small', bytes: 0, send: request });
    if (what.kind === 'object') return removeObject(cleanup, what.transferId, bucket, send);
    if (what.kind === 'upload') {
      await send(late => bucket.abortMultipartUpload({ key, uploadId: what.uploadId }, late));
      return false;
    }
    // Uploads tell nobody whose they are. These are to our very key, began when ours did, and nobody sent anything.
    const since = what.startedAt - CLOCK_TOLERANCE_MS;
    for (const upload of await emptyUploads(send, bucket, key, since, isInUse)) {
      if (!isInUse(upload.uploadId)) await send(late => bucket.abortMultipartUpload(upload, late));
    }
    return false;
  }

  async function removeObject(
    { id, bucket: name, key }: PendingCleanup,
    transferId: string,
    bucket: TransferBucket,
    send: <Value>(request: (late: AbortSignal) => Promise<Value>) => Promise<Value>,
  ): Promise<boolean> {
    const isCancelled = (): boolean => !store.pendingCleanups().some(pending => pending.id === id);
    const unlock = await claims.lock(name, key, NEVER_ABORTED);
    try {
      // Somebody has come to rely on it while this waited for its turn.
      if (isCancelled()) return false;
      const stored = await send(late => bucket.head(key, late));
      // It is what a transfer stored that was saved there meanwhile, and taken off the list.
      if (isCancelled()) return false;
      if (stored?.metadata[TRANSFER_ID] !== transferId) return false;
      const transfer = store.get(transferId);
      if (transfer?.state === 'saved' && transfer.key === key) return false;
      // It went to another album, and came back: it may yet be stored elsewhere, and then this object has to go.
      const isUnsaved = transfer !== undefined && transfer.state !== 'saved';
      if (isUnsaved && transfer.album === albumPrefixOf(key)) return true;
      claims.noteRemoval(name, key);
      await send(late => bucket.delete({ key, etag: stored.etag }, late));
      return false;
    } finally {
      unlock();
    }
  }

  function run(): void {
    more.abort();
    if (isRunning) return;
    isRunning = true;
    void whileBusy(runUntilSettled)
      // A disk that can't be read now is read at the next start.
      .catch(error => report('transfers.sweep', error))
      .finally(() => {
        isRunning = false;
      });
  }

  return {
    run,
    hold(cleanups) {
      for (const { id } of cleanups) held.add(id);
      return store.writeExtra({ added: cleanups });
    },
    async letGo(ids, isRemoved) {
      for (const id of ids) held.delete(id);
      if (isRemoved) await store.writeExtra({ removed: ids });
      else run();
    },
    async expectMultipartUpload(bucket, key) {
      const startedAt = environment.now();
      const noteFrom = (since: number): Promise<void> => {
        const id = `expected:${startedAt}:${key}`;
        const what = { kind: 'unnamed-uploads', startedAt } as const;
        return store.writeExtra({ added: [{ id, bucket, key, since, what }] });
      };
      const upload = { key };
      expected.add(upload);
      try {
        await noteFrom(startedAt);
      } catch (error) {
        expected.delete(upload);
        throw error;
      }
      return () => {
        expected.delete(upload);
        // What was asked for may be made until so long after the last try.
        void noteFrom(environment.now())
          .catch(error => report('transfers.note-expected-upload', error))
          .finally(run);
      };
    },
  };
}
