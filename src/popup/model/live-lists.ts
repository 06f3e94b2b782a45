import { useMemo } from 'preact/hooks';
import { type Failure, ShoeboxError, toFailure } from '../../core/failure';
import { sleep } from '../../core/promises';
import { stream } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { applyChanges, type ListChanges } from '../../messaging/list-changes';
import type { TransferView } from '../../messaging/protocol';
import { type StreamSource, useStream } from '../../ui/use-stream';

/** A worker that died is asked again at once, but one that can't start is not hammered: at most three times a second. */
const RECONNECT_MS = 330;

/** Each time that it was in vain, the next one waits twice as long, up to this. */
const MAX_RECONNECT_MS = 10_000;

/** A connection that lasted so long was not in vain, whatever ended it. */
const STABLE_MS = 5_000;

/** The browser ends a worker whenever it likes; that it does so again and again is worth telling. */
const REPORTED_FROM = 4;

interface ListState<Thing> {
  /** Null until the worker told them. */
  readonly items: readonly Thing[] | null;
  /** Why nothing is heard of them any more, while it is tried again. */
  readonly failure: Failure | null;
}

/** A list as it changes. */
export interface LiveList<Thing> extends ListState<Thing> {
  /** Tries again at once. */
  readonly retry: () => void;
}

/** A list as it changes, whatever ends the connection over which it is told. Ends with `signal` only. */
async function* reconnecting<Thing extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<ListChanges<Thing>>,
  signal: AbortSignal,
): AsyncGenerator<Partial<ListState<Thing>>, void, undefined> {
  let failedAttempts = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    // A connection tells all of them first.
    let items: readonly Thing[] = [];
    let failure = toFailure(new ShoeboxError('interrupted'));
    try {
      for await (const changes of open(signal)) {
        items = applyChanges(items, changes);
        yield { items, failure: null };
      }
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

const liveSource = <Thing extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<ListChanges<Thing>>,
): StreamSource<Partial<ListState<Thing>>, ListState<Thing>> => ({
  open: signal => reconnecting(open, signal),
  reduce: (before, news) => ({ ...before, ...news }),
});

const TRANSFERS = liveSource<TransferView>(signal => stream('transfers.watch', undefined, signal));
const JOBS = liveSource<JobView>(signal => stream('jobs.watch', undefined, signal));

function useLiveList<Thing>(
  source: StreamSource<Partial<ListState<Thing>>, ListState<Thing>> | null,
): LiveList<Thing> {
  const { value, retry } = useStream(source, { items: null, failure: null });
  return useMemo((): LiveList<Thing> => ({ ...value, retry }), [value, retry]);
}

/** All transfers, as they go. */
export const useTransferList = (): LiveList<TransferView> => useLiveList(TRANSFERS);

/** All jobs, as they go, unless nothing shows them. */
export const useJobList = (areShown: boolean): LiveList<JobView> => useLiveList(areShown ? JOBS : null);
