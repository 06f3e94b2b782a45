import { ShoeboxError } from '../core/failure';
import { type FetchedPart, fetchedParts } from '../core/fetched-file';
import { advanced, albumOf, isDownload, type Job } from '../core/job';
import { type Item, isOpen, newItem } from '../core/job-item';
import type { JobContext } from './context';
import { type FetchContext, fetchAll } from './fetch-work';
import type { JobLedger } from './ledger';
import { listItems, listMarkers, withChunk } from './listing';
import type { Chunk, KeptDownloads } from './ports';
import { workThrough } from './work';

/** How often an album is looked through again for what came into it meanwhile. */
const MAX_PASSES = 10;

/** What a run needs beside the ledger; the context is that of the whole job. */
export interface Run {
  readonly id: string;
  readonly ledger: JobLedger;
  readonly context: Omit<JobContext, 'write' | 'onProgress'>;
  /** So many items of the chunk at hand are settled, and so many bytes of them fetched. */
  readonly onSettled: (count: number, bytes: number) => void;
  readonly download: Pick<FetchContext, 'ask' | 'kept'> & Pick<KeptDownloads, 'room'>;
}

/** Does what is left of a job. Resolves when nothing more can be done; items that failed are noted with their reasons. */
export async function runJob(run: Run): Promise<void> {
  const { id, ledger, context } = run;
  const entry = () => ledger.get(id);
  const first = entry();
  if (first === undefined) return;
  const isOfAlbum = albumOf(first.job.order) !== null;
  if (!first.job.isListed) await list(run, first.job, lastKeyOf(first.chunks), true);
  if (isDownload(first.job.order)) return download(run);
  await workOnChunks(run);
  if (!isOfAlbum) return;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const now = entry();
    if (now === undefined || now.job.failed > 0 || context.isCancelled()) return;
    if (!(await list(run, now.job, '', false))) break;
    await workOnChunks(run);
  }
  const last = entry();
  if (last === undefined || last.job.failed > 0 || context.isCancelled()) return;
  const markers = await listMarkers(context, last.job);
  if (markers.length > 0) await addChunk(run, markers, { isListed: true, isMarkers: true });
  await workOnChunks(run);
}

/** Nothing is begun that can't fit on the disk; what is noted as fetched, and is not there, is fetched again. */
async function download(run: Run): Promise<void> {
  const { id, ledger, download } = run;
  const chunks = ledger.get(id)?.chunks ?? [];
  if (chunks.every(({ items }) => items.length === 0))
    throw new ShoeboxError('object-not-found', { key: ledger.get(id)?.job.about ?? '' });
  const there = await download.kept.ids();
  const missing = (item: Item): FetchedPart[] => fetchedParts(item).filter(part => !there.has(part.id));
  const isLost = (item: Item): boolean => item.state === 'done' && missing(item).length > 0;
  const items = chunks.flatMap(chunk => chunk.items);
  const bytes = items
    .filter(item => isOpen(item) || isLost(item))
    .flatMap(missing)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  if (bytes > (await download.room())) throw new ShoeboxError('browser-storage-full');
  const lost = items.filter(isLost).length;
  if (lost > 0) {
    const again = chunks.map(chunk => ({
      ...chunk,
      items: chunk.items.map(item => (isLost(item) ? newItem(item) : item)),
    }));
    await ledger.change(id, job => advanced(job, -lost, 0), again);
  }
  await workOnChunks(run);
}

const lastKeyOf = (chunks: readonly Chunk[]): string => chunks.at(-1)?.items.at(-1)?.key ?? '';

/** Whether there was anything. */
async function list(run: Run, job: Job, after: string, isFirst: boolean): Promise<boolean> {
  let hasFound = false;
  await listItems(run.context, job, after, async (items, isLast) => {
    hasFound ||= items.length > 0;
    if (items.length > 0 || (isFirst && isLast))
      await addChunk(run, items, { isListed: isLast, isMarkers: false });
  });
  return hasFound;
}

function addChunk(
  { id, ledger }: Run,
  items: readonly Item[],
  facts: { readonly isListed: boolean; readonly isMarkers: boolean },
): Promise<void> {
  const entry = ledger.get(id);
  if (entry === undefined) return Promise.resolve();
  const { job, chunk } = withChunk(entry.job, entry.chunks.length, items, facts);
  return ledger.change(id, latest => ({ ...latest, total: job.total, isListed: job.isListed }), [chunk]);
}

async function workOnChunks(run: Run): Promise<void> {
  for (let index = 0; index < (run.ledger.get(run.id)?.chunks.length ?? 0); index++) {
    const chunk = run.ledger.get(run.id)?.chunks[index];
    if (chunk?.items.some(isOpen) === true) await workOnChunk(run, chunk);
  }
}

async function workOnChunk(run: Run, chunk: Chunk): Promise<void> {
  const { id, ledger, context, onSettled } = run;
  let [settled, bytes] = [0, 0];
  const onProgress = (): void => onSettled(++settled, bytes);
  const onBytes: FetchContext['onBytes'] = more => {
    bytes += more;
    onSettled(settled, bytes);
  };
  const write: JobContext['write'] = latest => ledger.change(id, job => job, [{ ...chunk, items: latest }]);
  const items = isDownload(context.order)
    ? await fetchAll({ ...context, ...run.download, onProgress, onBytes }, chunk.items)
    : await workThrough({ ...context, write, onProgress }, chunk.items);
  const gained = (state: Item['state']): number =>
    items.filter(item => item.state === state).length -
    chunk.items.filter(item => item.state === state).length;
  const done = chunk.isMarkers ? 0 : gained('done');
  onSettled(0, 0);
  await ledger.change(id, job => advanced(job, done, gained('failed')), [{ ...chunk, items }]);
}
