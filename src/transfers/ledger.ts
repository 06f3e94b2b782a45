import type { Transfer } from '../core/transfer';
import type { Journal, Leftover, Urgency } from './ports';

/** All transfers as this life of the worker knows them, and the journal behind them: the one writer of both. */
export interface Ledger {
  /** Reads the journal, once for each life of the worker; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  /** In the order in which they were begun. */
  all(): readonly Transfer[];
  /** Those of {@link all} that are on the disk: what a person may be told of. */
  written(): readonly Transfer[];
  get(id: string): Transfer | undefined;
  /** Known at once; resolves when written down. */
  add(transfers: readonly Transfer[]): Promise<void>;
  /**
   * Applies a move to the newest state of a transfer, known at once; resolves when it is written down, with null for
   * one that was removed: removed it stays.
   */
  change(id: string, move: (transfer: Transfer) => Transfer, urgency?: Urgency): Promise<Transfer | null>;
  /** Forgotten at once; resolves when the journal has forgotten them, and noted what they leave behind. */
  remove(ids: readonly string[], leftovers: readonly Leftover[]): Promise<void>;
}

export function openLedger(journal: Journal): Ledger {
  const known = new Map<string, Transfer>();
  /** Added, and not on the disk yet. */
  const unwritten = new Set<string>();
  let loading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const transfers = await journal.all();
    for (const transfer of transfers.sort((a, b) => a.createdAt - b.createdAt))
      known.set(transfer.id, transfer);
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
    async add(transfers) {
      for (const transfer of transfers) {
        known.set(transfer.id, transfer);
        unwritten.add(transfer.id);
      }
      await journal.write(transfers);
      for (const { id } of transfers) unwritten.delete(id);
    },
    async change(id, move, urgency) {
      const transfer = known.get(id);
      if (transfer === undefined) return null;
      const next = move(transfer);
      if (next === transfer) return transfer;
      known.set(id, next);
      await journal.write([next], urgency);
      return known.has(id) ? next : null;
    },
    remove(ids, leftovers) {
      for (const id of ids) {
        known.delete(id);
        unwritten.delete(id);
      }
      return journal.remove(ids, leftovers);
    },
  };
}
