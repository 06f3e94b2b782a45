import { abortable, settled } from './promises';

/** Does one work after the other, whoever asks for it, in the order in which they ask. */
export type SerialQueue = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function serialQueue(): SerialQueue {
  let last: Promise<void> = Promise.resolve();
  return work => {
    const turn = last.then(work);
    last = settled(turn); // whoever waits for it hears of its failure; the next one is not its victim
    return turn;
  };
}

/** One after the other for each thing, in the order in which they asked; different things do not wait for each other. */
export interface KeyedQueue {
  /**
   * Resolves when the turn has come, with what ends it. Rejects with the signal's reason if that aborts before; then
   * nobody overtakes.
   */
  acquire(what: string, signal: AbortSignal): Promise<() => void>;
  /** Does the work in its turn, and ends the turn with it. */
  run<Value>(what: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

export function keyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();

  async function acquire(what: string, signal: AbortSignal): Promise<() => void> {
    const before = last.get(what) ?? Promise.resolve();
    let end = (): void => {};
    const mine = new Promise<void>(resolve => {
      end = resolve;
    });
    const ended = before.then(() => mine);
    last.set(what, ended);
    void ended.then(() => {
      if (last.get(what) === ended) last.delete(what);
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
    async run(what, signal, work) {
      const end = await acquire(what, signal);
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
