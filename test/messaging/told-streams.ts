import type { stream } from '../../src/messaging/client';
import type { StreamName, Streams } from '../../src/messaging/protocol';

/** A stream that was asked for, and what the test lets it tell. */
export interface ToldStream<Value> {
  readonly args: unknown;
  readonly signal: AbortSignal;
  readonly tell: (value: Value) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/** In place of the client's `stream`: as the worker's, but told by the test. As there, an abort ends it. */
export class ToldStreams {
  readonly #asked: { readonly name: string; readonly told: ToldStream<unknown> }[] = [];

  /** All that were asked for under a name, the first one first. */
  of<Name extends StreamName>(name: Name): readonly ToldStream<Streams[Name]['value']>[] {
    return this.#asked.filter(one => one.name === name).map(({ told }) => told);
  }

  /** The one that was asked for last. */
  last<Name extends StreamName>(name: Name): ToldStream<Streams[Name]['value']> {
    const told = this.of(name).at(-1);
    if (told === undefined) throw new Error(`nobody asked for ${name}`);
    return told;
  }

  readonly stream = ((name: string, args: unknown, signal = new AbortController().signal) => {
    let wake = (): void => {};
    const steps: (() => IteratorResult<unknown, undefined>)[] = [];
    const push = (step: () => IteratorResult<unknown, undefined>): void => {
      steps.push(step);
      wake();
    };
    const end = (): void => push(() => ({ done: true, value: undefined }));
    signal.addEventListener('abort', end, { once: true });
    this.#asked.push({
      name,
      told: {
        ...{ args, signal, end },
        tell: value => push(() => ({ done: false, value })),
        fail: error =>
          push(() => {
            throw error;
          }),
      },
    });
    const next = async (): Promise<IteratorResult<unknown, undefined>> => {
      for (;;) {
        const step = steps.shift();
        if (step !== undefined) return step();
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }) as unknown as typeof stream; // every name and value of it, one at a time
}
