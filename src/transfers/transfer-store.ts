import type { ReportError } from '../core/diagnostics';
import type { Transfer } from '../core/transfer';
import type { Urgency } from '../durable/database';
import type { PendingCleanup, TransferDatabase } from './ports';

/** What is changed together: all of it, or nothing. */
export interface StoreChange {
  readonly moves: ReadonlyMap<string, (transfer: Transfer) => Transfer>;
  /** Ids of leftovers that are not to be removed from the bucket any more. */
  readonly removedCleanups: readonly string[];
}

/**
 * All transfers, and what has to be removed from the bucket, as this life of the worker knows them, and the journal
 * behind them: the one writer of both.
 */
export interface TransferStore {
  /** Reads the journal, once for each life of the worker; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  /** In the order in which they were begun. */
  all(): readonly Transfer[];
  /** Those of {@link all} that are on the disk: what a person may be told of. */
  persisted(): readonly Transfer[];
  get(id: string): Transfer | undefined;
  /** Whether the disk has its newest state; if not, that is on its way there, or was refused. */
  isPersisted(id: string): boolean;
  /** Known at once; resolves when written down. */
  add(transfers: readonly Transfer[]): Promise<void>;
  /** Takes back what {@link add} could not write down: forgotten at once, also where the disk refuses that as well. */
  discard(ids: readonly string[]): Promise<void>;
  /**
   * Applies a move to the newest state of a transfer, known at once; resolves when it is written down, with null for
   * one that was removed: removed it stays. `leftBehind` is noted in the same transaction.
   */
  change(
    id: string,
    move: (transfer: Transfer) => Transfer,
    options?: { readonly urgency?: Urgency; readonly leftBehind?: readonly PendingCleanup[] },
  ): Promise<Transfer | null>;
  /** Known at once; taken back, and rejected, if the disk refuses. */
  commit(change: StoreChange): Promise<void>;
  /**
   * Written down first, with what they leave behind: forgotten when that is on the disk. If the disk refuses, it
   * rejects and all is as before. Until then nothing else changes about them.
   */
  remove(ids: readonly string[], leftBehind: readonly PendingCleanup[]): Promise<void>;
  /** Resolves when no {@link remove} is on its way to the disk: what these leave behind is known then. */
  removalsSettled(): Promise<void>;
  /** What has to be removed from the bucket. */
  pendingCleanups(): readonly PendingCleanup[];
  /** Whether an earlier life of the worker noted it: that life may have sent requests about it which still arrive. */
  isResumed(leftoverId: string): boolean;
  /** Resolves when it is written down; known from then on. One that is known by its id already is replaced. */
  addPendingCleanup(leftover: PendingCleanup): Promise<void>;
  /** It is not in the bucket any more. */
  removePendingCleanup(id: string): Promise<void>;
}

export function openTransferStore(database: TransferDatabase, report: ReportError): TransferStore {
  const known = new Map<string, Transfer>();
  const leftovers = new Map<string, PendingCleanup>();
  const inherited = new Set<string>();
  /** Added, and not on the disk yet. */
  const unwritten = new Set<string>();
  /** Of which the disk has an older state, or none. */
  const unnoted = new Set<string>();
  /** Their removal is on its way to the disk. */
  const leaving = new Set<string>();
  const removals = new Set<Promise<void>>();
  let loading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const [transfers, left] = await Promise.all([database.all(), database.pendingCleanups()]);
    for (const transfer of transfers.sort((a, b) => a.createdAt - b.createdAt))
      known.set(transfer.id, transfer);
    for (const leftover of left) {
      leftovers.set(leftover.id, leftover);
      inherited.add(leftover.id);
    }
  }

  const note = (noted: readonly PendingCleanup[]): void => {
    for (const leftover of noted) leftovers.set(leftover.id, leftover);
  };

  async function removeNow(ids: readonly string[], leftBehind: readonly PendingCleanup[]): Promise<void> {
    for (const id of ids) leaving.add(id);
    try {
      await database.remove(ids, leftBehind);
      note(leftBehind);
      for (const id of ids) {
        known.delete(id);
        unwritten.delete(id);
        unnoted.delete(id);
      }
    } finally {
      for (const id of ids) leaving.delete(id);
    }
  }

  return {
    load() {
      loading ??= read().catch(error => {
        loading = null;
        throw error;
      });
      return loading;
    },
    all: () => [...known.values()],
    persisted: () => [...known.values()].filter(({ id }) => !unwritten.has(id)),
    get: id => known.get(id),
    isPersisted: id => !unnoted.has(id),
    async add(transfers) {
      for (const transfer of transfers) {
        known.set(transfer.id, transfer);
        unwritten.add(transfer.id);
      }
      await database.write(transfers);
      for (const { id } of transfers) unwritten.delete(id);
    },
    async discard(ids) {
      for (const id of ids) {
        known.delete(id);
        unwritten.delete(id);
      }
      await database.remove(ids).catch(error => report('transfers.take-back', error));
    },
    async change(id, move, { urgency, leftBehind = [] } = {}) {
      const transfer = known.get(id);
      if (transfer === undefined || leaving.has(id)) return null;
      const next = move(transfer);
      if (next === transfer && leftBehind.length === 0) return transfer;
      known.set(id, next);
      unnoted.add(id);
      note(leftBehind);
      await database.write([next], urgency, { added: leftBehind });
      if (known.get(id) === next) unnoted.delete(id);
      return known.has(id) ? next : null;
    },
    async commit({ moves, removedCleanups }) {
      const before = [...moves.keys()].flatMap(id => (leaving.has(id) ? [] : (known.get(id) ?? [])));
      const after = before.map(transfer => moves.get(transfer.id)?.(transfer) ?? transfer);
      const removed = removedCleanups.flatMap(id => leftovers.get(id) ?? []);
      for (const transfer of after) known.set(transfer.id, transfer);
      for (const { id } of removed) leftovers.delete(id);
      try {
        await database.write(after, 'now', { removed: removedCleanups });
        for (const transfer of after) if (known.get(transfer.id) === transfer) unnoted.delete(transfer.id);
      } catch (error) {
        note(removed);
        for (const [index, transfer] of before.entries())
          if (known.get(transfer.id) === after[index]) known.set(transfer.id, transfer);
        throw error;
      }
    },
    async remove(ids, leftBehind) {
      const removal = removeNow(ids, leftBehind);
      removals.add(removal);
      try {
        await removal;
      } finally {
        removals.delete(removal);
      }
    },
    async removalsSettled() {
      while (removals.size > 0) await Promise.allSettled([...removals]);
    },
    pendingCleanups: () => [...leftovers.values()],
    isResumed: id => inherited.has(id),
    async addPendingCleanup(leftover) {
      await database.write([], 'now', { added: [leftover] });
      note([leftover]);
    },
    async removePendingCleanup(id) {
      await database.write([], 'now', { removed: [id] });
      leftovers.delete(id);
      inherited.delete(id);
    },
  };
}
