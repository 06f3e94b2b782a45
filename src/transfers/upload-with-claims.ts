import { ShoeboxError } from '../core/failure';
import { keyedQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { saved } from '../core/transfer-moves';
import type { Claims } from './claims';
import { pendingCleanupsOf } from './pending-cleanup';
import type { TransferPorts } from './ports';
import type { Reservations } from './reservations';
import type { TransferStore } from './transfer-store';
import { upload } from './upload';
import type { UploadContext, UploadResult } from './upload-context';

/** Limits how often one upload is stored, or looked for, again because each time a deletion came in between. */
const MAX_ATTEMPTS = 5;

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
 * Stores the bytes of a transfer so that nothing that was ordered before takes them away again: neither the clean-up of
 * another upload nor a deletion. What has to be on the disk for that is there when it resolves; null when the transfer
 * was removed meanwhile.
 *
 * The sequence: the upload itself (`put-object`, `multipart-upload`) → deletions keep off the key, or it is stored again
 * under another one → the clean-up keeps off what was there already → noted as saved.
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

  /** A deletion that was ordered before the person is told skips what was stored; where it can't, it is stored again. */
  async function stored(
    transfer: Transfer & { readonly album: string },
    work: Work,
    locks: Locks,
  ): Promise<UploadResult> {
    const { id, bucket, album } = transfer;
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
      change: (move, leftBehind = []) =>
        store.change(id, move, { ...(leftBehind.length > 0 && { extra: { added: leftBehind } }) }),
    };
    // The clean-up does not begin with those that are wanted again, but a deletion that it began may still take one.
    for (const key of leftBy(transfer)) (await claims.lock(bucket, key, work.signal))();
    for (let places = 1; places <= MAX_ATTEMPTS; places++) {
      const latest = { ...(store.get(id) ?? transfer), album };
      const removedBefore = jobRemovals.removed();
      const place = await upload({ ...context, transfer: latest }, reservations, turns);
      locks.deletions.set(place.key, jobRemovals.hold(bucket, place.key));
      const tooLate = await jobRemovals.keep(bucket, [place.key]);
      work.signal.throwIfAborted();
      // A deletion that ended since this was looked at may have taken it: nothing says so any more, but another look.
      const isSeenBefore = place.outcome !== 'stored' && jobRemovals.removed() !== removedBefore;
      if (tooLate.length === 0 && !isSeenBefore) return place;
      // The deletion may fail, or be called off: then this would be there twice.
      const now = store.get(id) ?? latest; // somebody may rely on it since
      const leftBehind = pendingCleanupsOf({ ...now, multipart: null }, [place.key], environment.now());
      if (place.outcome === 'stored') await context.change(same => same, leftBehind);
      // Another one of this name has its turn first, and may wait for what is held here.
      releaseAll(locks);
    }
    throw new ShoeboxError('not-confirmed');
  }

  return async (transfer, work) => {
    const { id, bucket } = transfer;
    const locks: Locks = { cleanup: new Map(), deletions: new Map() };
    try {
      const place = await stored(transfer, work, locks);
      const move = (latest: Transfer): Transfer => saved(latest, place, environment.now());
      // The clean-up would remove it as what this transfer itself left there before, once it is taken off the list.
      if (locks.cleanup.has(place.key) || claims.hasPending(bucket, place.key, id))
        await claims.claim(bucket, place.key, id, move);
      const written = store.change(id, move, { urgency: 'soon' });
      const now = store.get(id);
      return now?.state === 'saved' ? { transfer: now, written } : null;
    } finally {
      releaseAll(locks);
    }
  };
}
