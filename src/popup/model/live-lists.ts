import { useMemo } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { stream } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { applyChanges, type ListChanges } from '../../messaging/list-changes';
import type { TransferView } from '../../messaging/protocol';
import { type News, reconnecting } from '../../messaging/reconnecting';
import { type StreamSource, useStream } from '../../ui/use-stream';

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

type Listed = { readonly id: string };

async function* listed<Thing extends Listed>(
  changes: AsyncIterable<ListChanges<Thing>>,
): AsyncGenerator<readonly Thing[], void, undefined> {
  // A connection tells all of them first.
  let items: readonly Thing[] = [];
  for await (const some of changes) {
    items = applyChanges(items, some);
    yield items;
  }
}

const liveSource = <Thing extends Listed>(
  open: (signal: AbortSignal) => AsyncIterable<ListChanges<Thing>>,
): StreamSource<News<readonly Thing[]>, ListState<Thing>> => ({
  open: signal => reconnecting(connected => listed(open(connected)), signal),
  reduce: ({ items }, news) => ({ items: news.failure === null ? news.value : items, failure: news.failure }),
});

const TRANSFERS = liveSource<TransferView>(signal => stream('transfers.watch', undefined, signal));
const JOBS = liveSource<JobView>(signal => stream('jobs.watch', undefined, signal));

function useLiveList<Thing>(
  source: StreamSource<News<readonly Thing[]>, ListState<Thing>> | null,
): LiveList<Thing> {
  const { value, retry } = useStream(source, { items: null, failure: null });
  return useMemo((): LiveList<Thing> => ({ ...value, retry }), [value, retry]);
}

/** All transfers, as they go. */
export const useTransferList = (): LiveList<TransferView> => useLiveList(TRANSFERS);

/** All jobs, as they go, unless nothing shows them. */
export const useJobList = (areShown: boolean): LiveList<JobView> => useLiveList(areShown ? JOBS : null);
