import type { PendingRemovals } from '../core/pending-removals';
import { NEVER_ABORTED } from '../core/promises';
import { keyedQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { objectKept } from '../core/transfer-moves';
import type { Decision } from '../durable/record-store';
import type { CleanupChanges } from './ports';
import type { TransferStore } from './transfer-store';

/**
 * Who relies on an object that the clean-up would remove: an upload that ends as "already there", a job that moves
 * something onto the very same bytes. What is claimed is not removed, whatever becomes of the transfer that stored it.
 */
export interface Claims extends Omit<PendingRemovals, 'load'> {
  /** As {@link PendingRemovals.includes}; with `storedBy`, of the object that the transfer with this id has stored there. */
  includes(bucket: string, key: string, storedBy?: string): boolean;
  /**
   * Keeps the clean-up from looking at an object and removing it, until the function that it resolves with is called.
   * Resolves once no request of the clean-up about this key is under way.
   */
  lock(bucket: string, key: string, signal: AbortSignal): Promise<() => void>;
  /** Whether the clean-up removes what is at a key, or would if another transfer than this one were cancelled. */
  isRemovable(bucket: string, key: string, claimant: string): boolean;
  /** Whether a transfer, which lives on, has left something at a key before: it went to another album, say. */
  hasPending(bucket: string, key: string, transferId: string): boolean;
  /**
   * Notes that a transfer relies on what is at a key that it has locked, in one transaction with what `move` makes of it.
   * Does nothing where nobody would remove that. Rejects, and nothing has changed, when the disk refuses.
   */
  claim(bucket: string, key: string, claimant: string, move: (transfer: Transfer) => Transfer): Promise<void>;
  /** How often something at a key was removed: what was seen there before may be gone, with nothing else to say so. */
  removalCount(bucket: string, key: string): number;
  /** The clean-up is about to remove an object, whose key it has locked. */
  noteRemoval(bucket: string, key: string): void;
}

/** @param keysOf keys under which a transfer may have stored an object */
export function openClaims(store: TransferStore, keysOf: (transferId: string) => readonly string[]): Claims {
  const locks = keyedQueue();
  const removals = new Map<string, number>();
  const nameOf = (bucket: string, key: string): string => JSON.stringify([bucket, key]);
  const removalCount = (bucket: string, key: string): number => removals.get(nameOf(bucket, key)) ?? 0;

  /** The pending clean-ups of objects. */
  const pendingObjects = (bucket: string): { id: string; key: string; transferId: string }[] =>
    store
      .pendingCleanups()
      .flatMap(({ id, key, what, bucket: other }) =>
        what.kind === 'object' && other === bucket ? [{ id, key, transferId: what.transferId }] : [],
      );

  const includes = (bucket: string, key: string, storedBy?: string): boolean =>
    pendingObjects(bucket).some(
      ({ id, key: other, transferId }) =>
        other === key && store.isResumed(id) && (storedBy ?? transferId) === transferId,
    );

  /** What has to be decided so that nothing removes the objects at these keys; null when nothing would. */
  function decisionFor(
    bucket: string,
    keys: ReadonlySet<string>,
    claimant?: string,
  ): Decision<Transfer, CleanupChanges> | null {
    const removed = pendingObjects(bucket)
      .filter(({ id, key }) => keys.has(key) && !store.isResumed(id))
      .map(({ id }) => id);
    const records: Transfer[] = [];
    for (const transfer of store.all()) {
      const { id, state, key: savedAs, keptKeys } = transfer;
      if (transfer.bucket !== bucket || id === claimant) continue;
      if (state === 'saved') {
        // A later worker that does not know that it is saved could be told to cancel it: written with what relies on it.
        if (savedAs !== null && keys.has(savedAs) && !store.isPersisted(id)) records.push(transfer);
        continue;
      }
      const kept = keysOf(id).filter(key => keys.has(key) && !keptKeys.includes(key));
      if (kept.length > 0) records.push(kept.reduce(objectKept, transfer));
    }
    return removed.length + records.length === 0 ? null : { records, extra: { removed } };
  }

  /** Those of the keys whose objects the clean-up removes, or would if a transfer that is not saved were cancelled. */
  function removableOf(bucket: string, keys: ReadonlySet<string>): string[] {
    const unsaved = store.all().filter(({ state, bucket: other }) => state !== 'saved' && other === bucket);
    const removable = new Set([
      ...pendingObjects(bucket).map(({ key }) => key),
      ...unsaved.flatMap(({ id }) => keysOf(id)),
    ]);
    return [...keys].filter(key => removable.has(key));
  }

  /** Decides with all keys locked that have to be; false, and nothing is decided, where more have to be by its turn. */
  async function keepLocked(bucket: string, keys: ReadonlySet<string>): Promise<boolean> {
    const locked = new Map<string, () => void>();
    let areAllLocked = false;
    try {
      // In one order for all: two that wait for each other's keys would wait for ever.
      for (const key of removableOf(bucket, keys).sort())
        locked.set(key, await locks.acquire(nameOf(bucket, key), NEVER_ABORTED));
      await store.decide(() => {
        areAllLocked = removableOf(bucket, keys).every(key => locked.has(key));
        return areAllLocked ? decisionFor(bucket, keys) : null;
      });
    } finally {
      for (const unlock of locked.values()) unlock();
    }
    return areAllLocked;
  }

  return {
    includes,
    lock: (bucket, key, signal) => locks.acquire(nameOf(bucket, key), signal),
    isRemovable: (bucket, key, claimant) => decisionFor(bucket, new Set([key]), claimant) !== null,
    hasPending: (bucket, key, transferId) =>
      pendingObjects(bucket).some(pending => pending.key === key && pending.transferId === transferId),
    claim: (bucket, key, claimant, move) =>
      store.decide(() => {
        const transfer = store.get(claimant);
        const decision = decisionFor(bucket, new Set([key]), claimant);
        // One that was cancelled meanwhile relies on nothing.
        if (decision === null || transfer === undefined) return null;
        return { ...decision, records: [...decision.records, move(transfer)] };
      }),
    async keep(bucket, keys) {
      const wanted = new Set(keys);
      const tooLate = (): string[] => keys.filter(key => includes(bucket, key));
      if (decisionFor(bucket, wanted) === null) return tooLate();
      // An upload may have come to one of these keys before the decision's turn: decided with that key locked as well.
      while (!(await keepLocked(bucket, wanted)));
      return tooLate();
    },
    removalCount,
    noteRemoval: (bucket, key) => void removals.set(nameOf(bucket, key), removalCount(bucket, key) + 1),
  };
}
