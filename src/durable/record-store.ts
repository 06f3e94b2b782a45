import { settled } from '../core/promises';
import { serialQueue } from '../core/serial-queue';
import type { Urgency } from './database';
import { untilDone } from './until-done';

/** One record that is to be on the disk as it is in memory. `before` is the newest state that the disk has of it. */
export interface RecordWrite<Stored> {
  readonly before: Stored | undefined;
  readonly after: Stored;
}

/**
 * The tables of one kind of records. A resolved call is on the disk, all of it or nothing, and calls keep their order.
 * `Extra` is what is written in the same transaction beside the records.
 */
export interface RecordTables<Stored, Extra> {
  readonly idOf: (record: Stored) => string;
  /** In the order in which they are to be known. */
  readonly load: () => Promise<readonly Stored[]>;
  readonly write: (
    writes: readonly RecordWrite<Stored>[],
    extra: Extra | undefined,
    urgency: Urgency,
  ) => Promise<void>;
  readonly remove: (ids: readonly string[], extra: Extra | undefined) => Promise<void>;
  /** What was written beside the records is to be known from now on. */
  readonly onExtra: (extra: Extra) => void;
}

/** What is decided together: new records, new states of known ones, and what is written beside them. */
export interface Decision<Stored, Extra> {
  readonly records: readonly Stored[];
  readonly extra?: Extra;
}

/**
 * All records of one kind as this worker instance knows them, and the database behind them: the only writer of both.
 *
 * What has happened already (S3 did it) is a change: known at once, then written; where the disk refuses, it stays known
 * and the disk has an older state. What somebody wants is a decision or a removal: written first, then known, so that a
 * full disk can refuse it and nothing relies on it before it would outlive the worker.
 */
export interface RecordStore<Stored, Extra> {
  /** Reads the database once; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  all(): readonly Stored[];
  get(id: string): Stored | undefined;
  /** Whether the disk has any state of it. */
  isOnDisk(id: string): boolean;
  /** Whether the disk has its newest state; if not, that is on its way there, or was refused. */
  isPersisted(id: string): boolean;
  /** Whether the disk has an older state: another worker instance would go on from that. */
  isOutdated(id: string): boolean;
  /** Known at once; resolves when written. Where the disk refuses, it rejects, and {@link discard} forgets them. */
  add(records: readonly Stored[]): Promise<void>;
  /**
   * Known at once; resolves when written, with null for a record that was removed: removed it stays. What changes while
   * its removal is on its way to the disk waits for that, and is known once the disk has refused it.
   */
  change(
    id: string,
    move: (record: Stored) => Stored,
    options?: { readonly extra?: Extra | undefined; readonly urgency?: Urgency | undefined },
  ): Promise<Stored | null>;
  /**
   * Written first, then known. `decide` is asked in its turn, when no other decision and no removal is on its way to the
   * disk, and again where one of its records changed while it was being written; null decides nothing. Rejects when the
   * disk refuses; then nothing has changed.
   */
  decide(decide: () => Decision<Stored, Extra> | null): Promise<void>;
  /**
   * Removes those for which `isAllowed` holds in their turn, from the disk first, with what `extraOf` says is written
   * beside that; the others, and all of them until then, change as ever. Resolves with those that were removed: of two
   * who remove the same record, the first. Rejects when the disk refuses; then they stay.
   */
  remove(
    ids: readonly string[],
    isAllowed: (record: Stored) => boolean,
    extraOf?: (removed: readonly Stored[]) => Extra,
  ): Promise<readonly Stored[]>;
  /** Written first, then known, without a record. */
  writeExtra(extra: Extra): Promise<void>;
  /** Forgotten at once; resolves when the disk has forgotten them too. */
  discard(ids: readonly string[]): Promise<void>;
  /** Removes records from the disk that stay known as long as this worker instance lives. */
  erase(ids: readonly string[]): Promise<void>;
  /** Asks the disk again to forget what it has refused to forget, or is about to. Rejects when it refuses. */
  eraseForgotten(): Promise<void>;
}

export function openRecordStore<Stored, Extra = never>(
  tables: RecordTables<Stored, Extra>,
): RecordStore<Stored, Extra> {
  const { idOf } = tables;
  const known = new Map<string, Stored>();
  /** The newest state of each record that the disk has. */
  const onDisk = new Map<string, Stored>();
  /** Their removal is on its way to the disk; resolves when it has succeeded, or was refused. */
  const leaving = new Map<string, Promise<void>>();
  /** Written by changes since the decision that is being written was made; null while none is. */
  let changed: Set<string> | null = null;
  const lock = sharedLock();

  const isPersisted = (id: string): boolean => onDisk.get(id) === known.get(id);
  const isOutdated = (id: string): boolean => onDisk.has(id) && !isPersisted(id);

  async function write(records: readonly Stored[], extra?: Extra, urgency: Urgency = 'now'): Promise<void> {
    const writes = records.map(after => ({ before: onDisk.get(idOf(after)), after }));
    await tables.write(writes, extra, urgency);
    for (const record of records) onDisk.set(idOf(record), record);
  }

  async function erase(ids: readonly string[], extra?: Extra): Promise<void> {
    if (ids.length === 0) return;
    await tables.remove(ids, extra);
    for (const id of ids) onDisk.delete(id);
  }

  async function decideNow(decide: () => Decision<Stored, Extra> | null): Promise<void> {
    for (;;) {
      const decision = decide();
      if (decision === null) return;
      const { records, extra } = decision;
      const before = records.map(record => known.get(idOf(record)));
      const changedMeanwhile = new Set<string>();
      changed = changedMeanwhile;
      await write(records, extra);
      // What was written knows nothing of what changed meanwhile. What a change wrote after it, if only for what is
      // beside the record, knows nothing of the decision: the disk has the state from before it again.
      const isOlder = (record: Stored, index: number): boolean =>
        changedMeanwhile.has(idOf(record)) || known.get(idOf(record)) !== before[index];
      if (records.some(isOlder)) continue;
      for (const record of records) known.set(idOf(record), record);
      if (extra !== undefined) tables.onExtra(extra);
      return;
    }
  }

  return {
    load: untilDone(async () => {
      for (const record of await tables.load()) {
        known.set(idOf(record), record);
        onDisk.set(idOf(record), record);
      }
    }),
    all: () => [...known.values()],
    get: id => known.get(id),
    isOnDisk: id => onDisk.has(id),
    isPersisted,
    isOutdated,
    add(records) {
      for (const record of records) known.set(idOf(record), record);
      return write(records);
    },
    async change(id, move, { extra, urgency } = {}) {
      // A removal that the disk refuses takes nothing with it that has happened meanwhile.
      for (let end = leaving.get(id); end !== undefined; end = leaving.get(id)) await end;
      const before = known.get(id);
      if (before === undefined) return null;
      const after = move(before);
      if (after === before && extra === undefined && !isOutdated(id)) return after;
      known.set(id, after);
      changed?.add(id);
      if (extra !== undefined) tables.onExtra(extra);
      await write([after], extra, urgency);
      return known.has(id) ? after : null;
    },
    decide: decide =>
      lock.exclusive(() =>
        decideNow(decide).finally(() => {
          changed = null;
        }),
      ),
    remove: (ids, isAllowed, extraOf) =>
      lock.shared(async () => {
        // Removed once: what comes between two removals of one record would be written after the second, and come back.
        for (;;) {
          const ends = ids.flatMap(id => leaving.get(id) ?? []);
          if (ends.length === 0) break;
          await Promise.all(ends);
        }
        const removed = ids.flatMap(id => known.get(id) ?? []).filter(isAllowed);
        let end = (): void => {};
        const ended = new Promise<void>(resolve => {
          end = resolve;
        });
        for (const record of removed) leaving.set(idOf(record), ended);
        try {
          const extra = removed.length === 0 ? undefined : extraOf?.(removed);
          await erase(removed.map(idOf), extra);
          if (extra !== undefined) tables.onExtra(extra);
          for (const record of removed) known.delete(idOf(record));
          return removed;
        } finally {
          for (const record of removed) leaving.delete(idOf(record));
          end();
        }
      }),
    async writeExtra(extra) {
      await write([], extra);
      tables.onExtra(extra);
    },
    discard(ids) {
      for (const id of ids) known.delete(id);
      return erase(ids);
    },
    erase,
    // Beside a decision, what that has just written and is about to be known would count as forgotten.
    eraseForgotten: () => lock.shared(() => erase([...onDisk.keys()].filter(id => !known.has(id)))),
  };
}

/**
 * As the modes of the Web Locks API: what holds it `exclusive` runs alone, what holds it `shared` beside others of its
 * kind.
 */
function sharedLock(): {
  readonly exclusive: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly shared: <Value>(work: () => Promise<Value>) => Promise<Value>;
} {
  const oneByOne = serialQueue();
  const sharing = new Set<Promise<unknown>>();
  let holder: Promise<void> | null = null;
  return {
    exclusive: work =>
      oneByOne(() => {
        const turn = Promise.allSettled([...sharing]).then(work);
        const ended = settled(turn).then(() => {
          if (holder === ended) holder = null;
        });
        holder = ended;
        return turn;
      }),
    async shared(work) {
      while (holder !== null) await holder;
      const turn = work();
      sharing.add(turn);
      try {
        return await turn;
      } finally {
        sharing.delete(turn);
      }
    },
  };
}
