import { isShoeboxError, ShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { MULTIPART_THRESHOLD_BYTES } from '../core/parts';
import { settled } from '../core/promises';
import { TRANSFER_ID } from '../core/provenance';
import { keyedQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { saved } from '../core/transfer-moves';
import type { Claims } from './claims';
import { uploadMultipart } from './multipart-upload';
import { pendingCleanupsOf } from './pending-cleanup';
import type { TransferPorts } from './ports';
import { putObject } from './put-object';
import type { Reservations } from './reservations';
import type { TransferStore } from './transfer-store';
import type { UploadContext, UploadResult } from './upload-context';

/** Limits how often one upload is stored, or looked for, again because each time a deletion came in between. */
const MAX_ATTEMPTS = 5;

/** The key that a transfer asks for first; null when it has none to ask for, or its name leaves no room for one. */
export function firstKeyOf({ album, bytes, name }: Transfer): string | null {
  if (album === null || bytes === null) return null;
  try {
    return objectKey(album, name, 1);
  } catch (error) {
    // The upload itself tells of it.
    if (isShoeboxError(error)) return null;
    throw error;
  }
}

/** Whether an object of this size goes up in parts. */
export const isLarge = (size: number): boolean => size > MULTIPART_THRESHOLD_BYTES;

/** What the work on one upload hands in. */
type Work = Pick<UploadContext, 'bucket' | 'executor' | 'body' | 'signal' | 'onStored'>;

/** A transfer that is saved. */
interface Saved {
  readonly transfer: Transfer;
  /** Resolves when the disk says so as well; S3 has it, whatever becomes of this. */
  readonly written: Promise<unknown>;
}

/** What one upload has locked, by key: the clean-up keeps off, and so do deletions that are ordered meanwhile. */
interface Locks {
  readonly cleanup: Map<string, () => void>;
  readonly deletions: Map<string, () => void>;
}

function releaseAll({ cleanup, deletions }: Locks): void {
  for (const release of [...cleanup.values(), ...deletions.values()]) release();
  cleanup.clear();
  deletions.clear();
}

/**
 * Stores the bytes of a transfer under a free key of its album, so that nothing that was ordered before takes them away
 * again: neither the clean-up of another upload nor a deletion. What has to be on the disk for that is there when it
 * resolves; null when the transfer was removed meanwhile.
 *
 * The sequence: PutObject, or a multipart upload → deletions keep off the key, or it is stored again under another one →
 * the clean-up keeps off what was there already → noted as saved.
 */
export type UploadWithClaims = (
  transfer: Transfer & { readonly album: string },
  work: Work,
) => Promise<Saved | null>;

export function openUploadWithClaims(
  { database, environment, sha256, managedUpload, jobRemovals, report }: TransferPorts,
  store: TransferStore,
  reservations: Reservations,
  claims: Claims,
): UploadWithClaims {
  const turns = keyedQueue();

  /** Keys from which the clean-up is to remove what this transfer stored: it went elsewhere, and may have come back. */
  const leftBy = ({ id, bucket }: Transfer): readonly string[] =>
    store
      .pendingCleanups()
      .filter(
        ({ bucket: other, what }) => other === bucket && what.kind === 'object' && what.transferId === id,
      )
      .map(({ key }) => key);

  /** Nothing is overwritten or stored twice; what an interrupted attempt of this transfer stored is recognised. */
  function upload(context: Omit<UploadContext, 'mediaType' | 'metadata' | 'reserve'>): Promise<UploadResult> {
    const { transfer, body, signal } = context;
    const { id, album, name, bytes } = transfer;
    const full: UploadContext = {
      ...context,
      mediaType: bytes?.mediaType || 'application/octet-stream',
      metadata: { ...transfer.metadata, [TRANSFER_ID]: id },
      reserve: key => !context.isBeingRemoved(key) && reservations.reserve(key, id),
    };
    // Two of the same name and size may be the same bytes: the second looks at what became of the first.
    return turns.run(JSON.stringify([transfer.bucket, album, name, body.size]), signal, () =>
      isLarge(body.size) ? uploadMultipart(full) : putObject(full),
    );
  }

  /** A deletion that was ordered before the user is told skips what was stored; where it can't, it is stored again. */
  async function stored(
    transfer: Transfer & { readonly album: string },
    work: Work,
    locks: Locks,
  ): Promise<UploadResult> {
    const { id, bucket, album, bytes } = transfer;
    if (bytes !== null && bytes.size !== work.body.size) throw new ShoeboxError('bytes-changed');
    const context: Omit<UploadContext, 'transfer' | 'mediaType' | 'metadata' | 'reserve'> = {
      ...{ ...work, database, report, sha256, managedUpload },
      isBeingRemoved: (key, storedBy) =>
        jobRemovals.includes(bucket, key) || claims.includes(bucket, key, storedBy),
      removalCount: key => claims.removalCount(bucket, key),
      async claim(key) {
        if (locks.cleanup.has(key)) return false;
        // One at a time: two who hold a key and wait for the other's would wait for ever.
        releaseAll(locks);
        locks.cleanup.set(key, await claims.lock(bucket, key, work.signal));
        return claims.isRemovable(bucket, key, id);
      },
      async storing(key, send) {
        if (locks.cleanup.has(key)) return send();
        releaseAll(locks); // as for a claim
        const unlock = await claims.lock(bucket, key, work.signal);
        try {
          return await send();
        } finally {
          unlock();
        }
      },
      change: (move, leftBehind = []) =>
        store.change(id, move, { ...(leftBehind.length > 0 && { extra: { added: leftBehind } }) }),
    };
    // The clean-up does not begin with those that are wanted again, but a deletion that it began may still take one.
    for (const key of leftBy(transfer)) (await claims.lock(bucket, key, work.signal))();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const latest = { ...(store.get(id) ?? transfer), album };
      const removedBefore = jobRemovals.removalCount();
      const result = await upload({ ...context, transfer: latest });
      locks.deletions.set(result.key, jobRemovals.exempt(bucket, result.key));
      const tooLate = await jobRemovals.keep(bucket, [result.key]);
      work.signal.throwIfAborted();
      // A deletion that ended since this was looked at may have taken it: nothing says so any more, but another look.
      const isSeenBefore = result.outcome !== 'stored' && jobRemovals.removalCount() !== removedBefore;
      if (tooLate.length === 0 && !isSeenBefore) return result;
      // The deletion may fail, or be cancelled: then this would be there twice.
      const now = store.get(id) ?? latest; // somebody may rely on it since
      const leftBehind = pendingCleanupsOf({ ...now, multipart: null }, [result.key], environment.now());
      if (result.outcome === 'stored') await context.change(same => same, leftBehind);
      // Another one of this name has its turn first, and may wait for what is held here.
      releaseAll(locks);
    }
    throw new ShoeboxError('not-confirmed');
  }

  return async (transfer, work) => {
    const { id, bucket } = transfer;
    const locks: Locks = { cleanup: new Map(), deletions: new Map() };
    try {
      const result = await stored(transfer, work, locks);
      const move = (latest: Transfer): Transfer => saved(latest, result, environment.now());
      // The clean-up would remove it as what this transfer itself left there before, once it is taken off the list.
      if (locks.cleanup.has(result.key) || claims.hasPending(bucket, result.key, id))
        await claims.claim(bucket, result.key, id, move);
      const written = store.change(id, move, { urgency: 'soon' });
      // While it is being cancelled: known once the disk has refused that.
      if (store.get(id)?.state !== 'saved') await settled(written);
      const now = store.get(id);
      return now?.state === 'saved' ? { transfer: now, written } : null;
    } finally {
      releaseAll(locks);
    }
  };
}
