import { abortable, settled } from './promises';

/** Runs one task after the other, in the order in which they were handed in; settles as the task does. */
export type SerialQueue = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function serialQueue(): SerialQueue {
  let last: Promise<void> = Promise.resolve();
  return work => {
    const turn = last.then(work);
    last = settled(turn); // its caller is told of a failure; the next one runs all the same
    return turn;
  };
}

/** A serial queue for each key; different keys do not wait for each other. */
export interface KeyedQueue {
  /**
   * Resolves, once all before it at this key have ended, with what releases the key. Rejects with the signal's reason if
   * that aborts before; those after it still wait for those before it.
   */
  acquire(key: string, signal: AbortSignal): Promise<() => void>;
  /** Runs the work between `acquire` and release. */
  run<Value>(key: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

export function keyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();

  async function acquire(key: string, signal: AbortSignal): Promise<() => void> {
    const before = last.get(key) ?? Promise.resolve();
    let end = (): void => {};
    const mine = new Promise<void>(resolve => {
      end = resolve;
    });
    const ended = before.then(() => mine);
    last.set(key, ended);
    void ended.then(() => {
      if (last.get(key) === ended) last.delete(key);
    });
    try {
      await abortable(signal, before);
    } catch (reason) {
      end();
      throw reason;
    }
    return end;
  }

  return {
    acquire,
    async run(key, signal, work) {
      const end = await acquire(key, signal);
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
