import type { Environment } from '../core/environment';
import { isShoeboxError } from '../core/failure';
import { TRANSFER_ID } from '../core/provenance';
import type { Transfer } from '../core/transfer';
import { emptyUploads } from '../requests/paged-lists';
import { type RequestExecutor, sendWithRetry } from '../requests/send-with-retry';
import type { PendingCleanup, TransferBucket, TransferPorts } from './ports';
import type { TransferStore } from './transfer-store';

/**
 * What was on the wire when it was called off may still arrive: S3 is asked again after this, and only then is
 * a leftover forgotten (S3 API reference, AbortMultipartUpload: "it might be necessary to abort … multiple times").
 */
const SETTLED_AFTER_MS = 20_000;

/** The clocks of S3 and of this computer differ by less, or requests are refused (S3: RequestTimeTooSkewed). */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/** What the bucket may have, or get yet, of a transfer that is given up at `since` and may have used these keys. */
export function pendingCleanupsOf(
  { id, bucket, multipart, keptKeys }: Transfer,
  keys: readonly string[],
  since: number,
): PendingCleanup[] {
  const removable = keys.filter(key => !keptKeys.includes(key));
  const objects = removable.map(key => ({
    id: `${id}:object:${key}`,
    ...{ bucket, key, since },
    what: { kind: 'object' as const, transferId: id },
  }));
  if (multipart === null) return objects;
  const { key, uploadId, startedAt } = multipart;
  return [
    ...objects,
    uploadId === null
      ? {
          id: `${id}:unnamed:${startedAt}`,
          ...{ bucket, key, since },
          what: { kind: 'unnamed-uploads', startedAt },
        }
      : { id: `${id}:${uploadId}`, bucket, key, since, what: { kind: 'upload', uploadId } },
  ];
}

interface PendingCleanupPorts extends Pick<TransferPorts, 'openBucket' | 'report'> {
  readonly store: Pick<TransferStore, 'pendingCleanups' | 'writeExtra'>;
  readonly environment: Environment;
  readonly executorFor: (store: TransferBucket) => RequestExecutor;
  /** Ids of the uploads that transfers still work with. */
  readonly uploadsInUse: () => ReadonlySet<string>;
  /** Whether a transfer is just asking for an upload to this key, whose id is not known yet. */
  readonly isBeingCreated: (key: string) => boolean;
  /** Whether the transfer, which lives on, is to have an object there: it went to another album, and came back. */
  readonly isWanted: (transferId: string, key: string) => boolean;
  /** Whether the transfer lives on, and is not saved: it may yet be stored elsewhere, and then this object has to go. */
  readonly isUndecided: (transferId: string) => boolean;
  /** An object at this key is about to be removed. */
  readonly onRemove: (bucket: string, key: string) => void;
  /** Looks at an object and removes it while nobody else decides whether to rely on it. */
  readonly inTurn: <Value>(bucket: string, key: string, work: () => Promise<Value>) => Promise<Value>;
}

/**
 * Removes what is ours, by the journal's word, and must not stay in the bucket. What could not be removed now stays
 * noted for the next time. Resolves with the milliseconds until it has to be done again, because something may still
 * have been on its way; null when nothing can be.
 */
export async function removePending(ports: PendingCleanupPorts, signal: AbortSignal): Promise<number | null> {
  const { store, environment } = ports;
  const leftovers = store.pendingCleanups();
  const begunAt = environment.now();
  await Promise.all(leftovers.map(leftover => attempt(ports, leftover, signal)));
  const waits = leftovers
    .map(({ since }) => since + SETTLED_AFTER_MS)
    .filter(settledAt => settledAt > begunAt)
    .map(settledAt => Math.max(0, settledAt - environment.now()));
  return waits.length === 0 ? null : Math.min(...waits);
}

async function attempt(
  ports: PendingCleanupPorts,
  leftover: PendingCleanup,
  signal: AbortSignal,
): Promise<void> {
  const { store, environment, report } = ports;
  // Not when the requests have ended: what came while one of them stood still was not seen.
  const lookedAt = environment.now();
  try {
    // Its own upload is there with no part, and not known by its id: nobody could tell it from a lost one.
    if (leftover.what.kind === 'unnamed-uploads' && ports.isBeingCreated(leftover.key)) return;
    const staysForNow = await remove(ports, leftover, signal);
    if (!staysForNow && lookedAt - leftover.since >= SETTLED_AFTER_MS)
      await store.writeExtra({ removed: [leftover.id] });
  } catch (error) {
    // A bucket that is gone has nothing of ours; of one that is not open now, or says no, it stays noted.
    const isGone = isShoeboxError(error) && error.code === 'bucket-not-found';
    if (isGone)
      await store
        .writeExtra({ removed: [leftover.id] })
        .catch(reason => report('transfers.drop-leftover', reason));
    else report('transfers.remove-leftover', error);
  }
}

/** Resolves with whether something is still there, of which it is not decided whether it has to go. */
async function remove(
  {
    store,
    onRemove,
    isUndecided,
    openBucket,
    executorFor,
    uploadsInUse,
    isWanted,
    inTurn,
  }: PendingCleanupPorts,
  { id, bucket: name, key, what }: PendingCleanup,
  signal: AbortSignal,
): Promise<boolean> {
  const bucket = await openBucket(name);
  const executor = executorFor(bucket);
  const ask = <Value>(send: (late: AbortSignal) => Promise<Value>): Promise<Value> =>
    sendWithRetry(executor, signal, { kind: 'small', bytes: 0, send });
  if (what.kind === 'upload') {
    await ask(late => bucket.abortMultipartUpload({ key, uploadId: what.uploadId }, late));
  } else if (what.kind === 'unnamed-uploads') {
    // Uploads tell nobody whose they are. These are to our very key, began when ours did, and nobody sent anything.
    const isInUse = (uploadId: string): boolean => uploadsInUse().has(uploadId);
    const since = what.startedAt - CLOCK_TOLERANCE_MS;
    for (const upload of await emptyUploads(ask, bucket, key, since, isInUse)) {
      if (!isInUse(upload.uploadId)) await ask(late => bucket.abortMultipartUpload(upload, late));
    }
  } else {
    return inTurn(name, key, async () => {
      const isCalledOff = (): boolean => !store.pendingCleanups().some(leftover => leftover.id === id);
      // Somebody has come to rely on it while this waited for its turn.
      if (isCalledOff()) return false;
      const stored = await ask(late => bucket.head(key, late));
      // It is what a transfer stored that was saved there meanwhile, and taken off the list.
      if (isCalledOff()) return false;
      if (stored?.metadata[TRANSFER_ID] !== what.transferId) return false;
      if (isWanted(what.transferId, key)) return isUndecided(what.transferId);
      onRemove(name, key);
      await ask(late => bucket.delete({ key, etag: stored.etag }, late));
      return false;
    });
  }
  return false;
}
