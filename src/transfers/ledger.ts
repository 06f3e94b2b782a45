import type { Report } from '../core/diagnostics';
import type { Transfer } from '../core/transfer';
import type { Journal, Leftover, Urgency } from './ports';

/** What is changed together: all of it, or nothing. */
export interface LedgerChange {
  readonly moves: ReadonlyMap<string, (transfer: Transfer) => Transfer>;
  /** Ids of leftovers that are not to be removed from the bucket any more. */
  readonly removedLeftovers: readonly string[];
}

/**
 * All transfers, and what has to be removed from the bucket, as this life of the worker knows them, and the journal
 * behind them: the one writer of both.
 */
export interface Ledger {
  /** Reads the journal, once for each life of the worker; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  /** In the order in which they were begun. */
  all(): readonly Transfer[];
  /** Those of {@link all} that are on the disk: what a person may be told of. */
  written(): readonly Transfer[];
  get(id: string): Transfer | undefined;
  /** Whether the disk has its newest state; if not, that is on its way there, or was refused. */
  isNoted(id: string): boolean;
  /** Known at once; resolves when written down. */
  add(transfers: readonly Transfer[]): Promise<void>;
  /** Takes back what {@link add} could not write down: forgotten at once, also where the disk refuses that as well. */
  takeBack(ids: readonly string[]): Promise<void>;
  /**
   * Applies a move to the newest state of a transfer, known at once; resolves when it is written down, with null for
   * one that was removed: removed it stays. `leftBehind` is noted in the same transaction.
   */
  change(
    id: string,
    move: (transfer: Transfer) => Transfer,
    options?: { readonly urgency?: Urgency; readonly leftBehind?: readonly Leftover[] },
  ): Promise<Transfer | null>;
  /** Known at once; taken back, and rejected, if the disk refuses. */
  commit(change: LedgerChange): Promise<void>;
  /**
   * Written down first, with what they leave behind: forgotten when that is on the disk. If the disk refuses, it
   * rejects and all is as before. Until then nothing else changes about them.
   */
  remove(ids: readonly string[], leftBehind: readonly Leftover[]): Promise<void>;
  /** Resolves when no {@link remove} is on its way to the disk: what these leave behind is known then. */
  removed(): Promise<void>;
  /** What has to be removed from the bucket. */
  leftovers(): readonly Leftover[];
  /** Whether an earlier life of the worker noted it: that life may have sent requests about it which still arrive. */
  isInherited(leftoverId: string): boolean;
  /** Resolves when it is written down; known from then on. One that is known by its id already is replaced. */
  noteLeftover(leftover: Leftover): Promise<void>;
  /** It is not in the bucket any more. */
  dropLeftover(id: string): Promise<void>;
}

export function openLedger(journal: Journal, report: Report): Ledger {
  const known = new Map<string, Transfer>();
  const leftovers = new Map<string, Leftover>();
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
    const [transfers, left] = await Promise.all([journal.all(), journal.leftovers()]);
    for (const transfer of transfers.sort((a, b) => a.createdAt - b.createdAt))
      known.set(transfer.id, transfer);
    for (const leftover of left) {
      leftovers.set(leftover.id, leftover);
      inherited.add(leftover.id);
    }
  }

  const note = (noted: readonly Leftover[]): void => {
    for (const leftover of noted) leftovers.set(leftover.id, leftover);
  };

  async function removeNow(ids: readonly string[], leftBehind: readonly Leftover[]): Promise<void> {
    for (const id of ids) leaving.add(id);
    try {
      await journal.remove(ids, leftBehind);
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
    written: () => [...known.values()].filter(({ id }) => !unwritten.has(id)),
    get: id => known.get(id),
    isNoted: id => !unnoted.has(id),
    async add(transfers) {
      for (const transfer of transfers) {
        known.set(transfer.id, transfer);
        unwritten.add(transfer.id);
      }
      await journal.write(transfers);
      for (const { id } of transfers) unwritten.delete(id);
    },
    async takeBack(ids) {
      for (const id of ids) {
        known.delete(id);
        unwritten.delete(id);
      }
      await journal.remove(ids).catch(error => report('transfers.take-back', error));
    },
    async change(id, move, { urgency, leftBehind = [] } = {}) {
      const transfer = known.get(id);
      if (transfer === undefined || leaving.has(id)) return null;
      const next = move(transfer);
      if (next === transfer && leftBehind.length === 0) return transfer;
      known.set(id, next);
      unnoted.add(id);
      note(leftBehind);
      await journal.write([next], urgency, { added: leftBehind });
      if (known.get(id) === next) unnoted.delete(id);
      return known.has(id) ? next : null;
    },
    async commit({ moves, removedLeftovers }) {
      const before = [...moves.keys()].flatMap(id => (leaving.has(id) ? [] : (known.get(id) ?? [])));
      const after = before.map(transfer => moves.get(transfer.id)?.(transfer) ?? transfer);
      const removed = removedLeftovers.flatMap(id => leftovers.get(id) ?? []);
      for (const transfer of after) known.set(transfer.id, transfer);
      for (const { id } of removed) leftovers.delete(id);
      try {
        await journal.write(after, 'now', { removed: removedLeftovers });
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
    async removed() {
      while (removals.size > 0) await Promise.allSettled([...removals]);
    },
    leftovers: () => [...leftovers.values()],
    isInherited: id => inherited.has(id),
    async noteLeftover(leftover) {
      await journal.write([], 'now', { added: [leftover] });
      note([leftover]);
    },
    async dropLeftover(id) {
      await journal.write([], 'now', { removed: [id] });
      leftovers.delete(id);
      inherited.delete(id);
    },
  };
}
