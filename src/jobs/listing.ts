import { albumOf, foundMore, isDownload, type Job } from '../core/job';
import { type Item, newItem, type Subject } from '../core/job-item';
import type { JobContext } from './context';
import type { Chunk } from './ports';

/**
 * Lists an album that is worked on as a whole, page by page, beginning after what is known of it already. Each page is
 * told to `add` before the next is asked for. An album's own marker is not among them.
 */
export async function listItems(
  { ask, store }: Pick<JobContext, 'ask' | 'store'>,
  { order }: Job,
  after: string,
  add: (items: readonly Item[], isLast: boolean) => Promise<void>,
): Promise<void> {
  const prefix = albumOf(order) ?? '';
  let from = after;
  for (;;) {
    const start = from;
    const page = await ask(signal => store.list(prefix, start, signal));
    // A download has no use for the markers of albums below, either.
    const isWanted = ({ key }: Subject): boolean =>
      key !== prefix && !(isDownload(order) && key.endsWith('/'));
    const items = page.objects.filter(isWanted).map(newItem);
    await add(items, page.isLast);
    const last = page.objects.at(-1)?.key;
    if (page.isLast || last === undefined) return;
    from = last;
  }
}

/** The album's marker and the AWS example's, which are its end. */
export async function listMarkers(
  { ask, store }: Pick<JobContext, 'ask' | 'store'>,
  { order }: Job,
): Promise<readonly Item[]> {
  const prefix = albumOf(order) ?? '';
  const example = await ask(signal => store.exampleMarker(prefix, signal));
  const { objects } = await ask(signal => store.list(prefix, '', signal));
  const own = objects.find(({ key }) => key === prefix);
  return [own, example ?? undefined].filter(marker => marker !== undefined).map(newItem);
}

/** One more chunk of a job, and the job that has it. */
export function withChunk(
  job: Job,
  index: number,
  items: readonly Item[],
  facts: { readonly isListed: boolean; readonly isMarkers: boolean },
): { readonly job: Job; readonly chunk: Chunk } {
  return {
    job: foundMore(job, facts.isMarkers ? 0 : items.length, facts.isListed),
    chunk: { jobId: job.id, index, isMarkers: facts.isMarkers, items },
  };
}
