import { useMemo } from 'preact/hooks';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { withChanges } from '../messaging/changed-list';
import { stream } from '../messaging/client';
import type { JobView } from '../messaging/job-messages';
import type { TransferView } from '../messaging/protocol';
import { type StreamSource, useStream } from '../ui/use-stream';

/** A worker that died is asked again at once, but one that can't start is not hammered: at most three times a second. */
const RECONNECT_MS = 330;

/** Each time that it was in vain, the next one waits twice as long, up to this. */
const MAX_RECONNECT_MS = 10_000;

/** A connection that lasted so long was not in vain, whatever ended it. */
const LASTING_MS = 5_000;

/** The browser ends a worker whenever it likes; that it does so again and again is worth telling. */
const TOLD_FROM = 4;

interface Heard<Thing> {
  /** Null until the worker told them. */
  readonly things: readonly Thing[] | null;
  /** Why nothing is heard of them any more, while it is tried again. */
  readonly failure: Failure | null;
}

/** A list as it changes. */
export interface WatchedList<Thing> extends Heard<Thing> {
  /** Tries again at once. */
  readonly again: () => void;
}

interface Changes<Thing> {
  readonly changed: readonly Thing[];
  readonly removed: readonly string[];
}

/** A list as it changes, whatever ends the connection over which it is told. Ends with `signal` only. */
async function* heard<Thing extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<Changes<Thing>>,
  signal: AbortSignal,
): AsyncGenerator<Partial<Heard<Thing>>, void, undefined> {
  let inVain = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    // A connection tells all of them first.
    let things: readonly Thing[] = [];
    let failure = toFailure(new ShoeboxError('interrupted'));
    try {
      for await (const changes of open(signal)) {
        things = withChanges(things, changes);
        yield { things, failure: null };
      }
    } catch (error) {
      failure = toFailure(error);
    }
    inVain = performance.now() - startedAt < LASTING_MS ? inVain + 1 : 1;
    if (failure.code !== 'interrupted' || inVain >= TOLD_FROM) yield { failure };
    await until(startedAt + Math.min(RECONNECT_MS * 2 ** (inVain - 1), MAX_RECONNECT_MS));
    await visible(signal);
  }
}

const until = (time: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, time - performance.now())));

/** A tab in the background need not wake the worker every half minute only to hear that nothing happened. */
const visible = (signal: AbortSignal): Promise<void> =>
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

const watching = <Thing extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<Changes<Thing>>,
): StreamSource<Partial<Heard<Thing>>, Heard<Thing>> => ({
  open: signal => heard(open, signal),
  next: (before, news) => ({ ...before, ...news }),
});

const TRANSFERS = watching<TransferView>(signal => stream('transfers.watch', undefined, signal));
const JOBS = watching<JobView>(signal => stream('jobs.watch', undefined, signal));

function useWatchedList<Thing>(
  source: StreamSource<Partial<Heard<Thing>>, Heard<Thing>> | null,
): WatchedList<Thing> {
  const { value, again } = useStream(source, { things: null, failure: null });
  return useMemo((): WatchedList<Thing> => ({ ...value, again }), [value, again]);
}

/** All transfers, as they go. */
export const useTransfers = (): WatchedList<TransferView> => useWatchedList(TRANSFERS);

/** All jobs, as they go, unless nothing shows them. */
export const useWatchedJobs = (areShown: boolean): WatchedList<JobView> =>
  useWatchedList(areShown ? JOBS : null);
