import type { Environment } from '../core/environment';
import { ShoeboxError } from '../core/failure';
import type { WaitReason } from '../core/wait-reason';

/** Work on one record, while it lasts. */
export interface Work {
  /** Aborted by {@link Scheduler.stop}. */
  readonly signal: AbortSignal;
  /** Why it does not move just now; null while it does. */
  readonly waiting: WaitReason | null;
  readonly wait: (reason: WaitReason | null) => void;
}

/** It costs no slot: nobody who is here can end that, and what is theirs would wait behind it for ever. */
const isForOtherUser = (waiting: WaitReason | null): boolean => waiting?.kind === 'other-user';

/** Gives slots to the records that have something to do, and remembers which an earlier worker instance has left. */
export interface Scheduler {
  /** Starts what is due, as far as there are slots. */
  schedule(): void;
  /** The work on a record; undefined while there is none. */
  workOn(id: string): Work | undefined;
  /** Aborts the work on a record. */
  stop(id: string): void;
  /** Does not start these before the function that is returned is called. */
  hold(ids: readonly string[]): () => void;
  /** An earlier worker instance has left these unfinished. */
  markResumed(ids: readonly string[]): void;
  /** Whether it was left by an earlier worker instance, and has not started in this one. */
  isResumed(id: string): boolean;
  /**
   * To be called when work on a record starts: of one that an earlier worker instance has left, waits for a network,
   * without which nothing could come of it, and writes down one more start. Throws ShoeboxError
   * `keeps-being-interrupted` when `limit` starts before it came to nothing: this one would end the worker as well.
   */
  countStart(id: string, startsBefore: number, limit: number, count: StartCount): Promise<void>;
}

/** How many starts of a record have come to nothing, as it is written down. */
export interface StartCount {
  readonly add: () => Promise<unknown>;
  /** There is no network: that is what they came to nothing for. Must not throw. */
  readonly reset: () => void;
}

interface SchedulerPorts<Kind extends string> {
  readonly environment: Pick<Environment, 'untilOnline'>;
  /** What has something to do, first come first; what is worked on already may be among it. */
  readonly due: () => Iterable<readonly [id: string, kind: Kind]>;
  /** How many are worked on at once, of each kind and of all together. */
  readonly slots: Readonly<Record<Kind | 'total', number>>;
  readonly run: (id: string, kind: Kind, work: Work) => Promise<void>;
  /** The work on it has ended; what comes after it waits for a slot. */
  readonly onEnd: (id: string) => Promise<void> | void;
  /** Something has changed about the work on a record. */
  readonly onChange: () => void;
}

export function openScheduler<Kind extends string>(ports: SchedulerPorts<Kind>): Scheduler {
  const { environment, due, slots, run, onEnd, onChange } = ports;
  const running = new Map<string, Work & { readonly kind: Kind; readonly abort: () => void }>();
  const holds = new Set<ReadonlySet<string>>();
  const resumed = new Set<string>();
  /** Starts that were counted where the browser denied for long that it has a network. */
  const countedOffline = new Map<string, StartCount>();

  function schedule(): void {
    const free: Record<Kind | 'total', number> = { ...slots };
    for (const { kind, waiting } of running.values()) {
      if (isForOtherUser(waiting)) continue;
      free[kind]--;
      free.total--;
    }
    for (const [id, kind] of due()) {
      if (free.total <= 0) return;
      if (free[kind] <= 0 || running.has(id) || [...holds].some(held => held.has(id))) continue;
      free[kind]--;
      free.total--;
      void start(id, kind);
    }
  }

  async function start(id: string, kind: Kind): Promise<void> {
    const controller = new AbortController();
    let waiting: WaitReason | null = null;
    const work = {
      ...{ kind, signal: controller.signal, abort: () => controller.abort() },
      get waiting() {
        return waiting;
      },
      wait(reason: WaitReason | null) {
        waiting = reason;
        // It has sent a request, and the browser was right. In hours without a network many workers begin and end.
        if (reason?.kind === 'online') countedOffline.get(id)?.reset();
        onChange();
        if (isForOtherUser(reason)) schedule();
      },
    };
    running.set(id, work);
    onChange();
    try {
      await run(id, kind, work);
    } finally {
      running.delete(id);
      countedOffline.delete(id);
      await onEnd(id);
      onChange();
      schedule();
    }
  }

  return {
    schedule,
    workOn: id => running.get(id),
    stop: id => running.get(id)?.abort(),
    hold(ids) {
      const held = new Set(ids);
      holds.add(held);
      return () => {
        holds.delete(held);
        schedule();
      };
    },
    markResumed(ids) {
      for (const id of ids) resumed.add(id);
    },
    isResumed: id => resumed.has(id),
    async countStart(id, startsBefore, limit, count) {
      const work = running.get(id);
      if (work === undefined || !resumed.has(id)) return;
      work.wait({ kind: 'online' });
      let isOnline = true;
      try {
        isOnline = await environment.untilOnline(work.signal);
        resumed.delete(id);
      } catch (error) {
        if (!work.signal.aborted) throw error; // the caller knows what is left to be done of it
      }
      work.wait(null);
      if (startsBefore >= limit) throw new ShoeboxError('keeps-being-interrupted');
      await count.add();
      if (!isOnline) countedOffline.set(id, count);
    },
  };
}
