import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { sleep } from '../core/promises';

/** A worker that died is asked again at once, but one that can't start is not hammered: at most three times a second. */
const RECONNECT_MS = 330;

/** Each time that it was in vain, the next one waits twice as long, up to this. */
const MAX_RECONNECT_MS = 10_000;

/** A connection that lasted so long was not in vain, whatever ended it. */
const STABLE_MS = 5_000;

/** The browser ends a worker whenever it likes; that it does so again and again is worth telling. */
const REPORTED_FROM = 4;

/** One thing that is told, or why nothing is heard any more, while it is tried again. */
export type News<Value> = { readonly value: Value; readonly failure: null } | { readonly failure: Failure };

/**
 * What a stream that never ends tells, whatever ends the connection over which it does: then `open` is called again, and what
 * it tells first must stand by itself. Ends with `signal` only.
 */
export async function* reconnecting<Value>(
  open: (signal: AbortSignal) => AsyncIterable<Value>,
  signal: AbortSignal,
): AsyncGenerator<News<Value>, void, undefined> {
  let failedAttempts = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    let failure = toFailure(new ShoeboxError('interrupted'));
    try {
      for await (const value of open(signal)) yield { value, failure: null };
    } catch (error) {
      failure = toFailure(error);
    }
    failedAttempts = performance.now() - startedAt < STABLE_MS ? failedAttempts + 1 : 1;
    if (failure.code !== 'interrupted' || failedAttempts >= REPORTED_FROM) yield { failure };
    await waitUntil(startedAt + Math.min(RECONNECT_MS * 2 ** (failedAttempts - 1), MAX_RECONNECT_MS));
    await untilVisible(signal);
  }
}

const waitUntil = (time: number): Promise<void> => sleep(Math.max(0, time - performance.now()));

/** A tab in the background need not wake the worker every half minute only to hear that nothing happened. */
const untilVisible = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (!document.hidden || signal.aborted) return resolve();
    const shown = new AbortController();
    const go = (): void => {
      shown.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', go, { signal: shown.signal });
    signal.addEventListener('abort', go, { signal: shown.signal });
  });
