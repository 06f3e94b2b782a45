import { ShoeboxError } from '../core/failure';
import { type FetchedPart, fetchedParts } from '../core/fetched-file';
import { advanced, albumOf, isDeletion, isDownload, noted } from '../core/job';
import { type Item, isOpen, newItem } from '../core/job-item';
import type { JobContext } from './context';
import { type FetchContext, fetchAll } from './fetch-work';
import type { Entry, JobLedger } from './ledger';
import { addChunk, CHUNK, lastKeyOf, listAlbum } from './listing';
import { markersOfMoved, remainsOfDeleted } from './markers';
import type { Chunk, KeptDownloads } from './ports';
import { workThrough } from './work';

/** How often an album that is moved is looked through again for what came into it meanwhile. */
const MAX_PASSES = 10;

/** What a run needs beside the ledger; the context is that of the whole job. */
export interface Run {
  readonly id: string;
  readonly ledger: JobLedger;
  readonly context: Omit<JobContext, 'write' | 'onProgress'>;
  /** So many items of the chunk at hand are settled, and so many bytes of them fetched. */
  readonly onSettled: (count: number, bytes: number) => void;
  readonly download: Pick<FetchContext, 'kept'> & Pick<KeptDownloads, 'room'>;
}

/**
 * Does what is left of a job. Resolves when nothing more can be done; items that failed are noted with their reasons.
 * Rejects with an AbortError when a person wanted no more of it while something was only read.
 */
export async function runJob(run: Run): Promise<void> {
  const { id, ledger, context } = run;
  const first = ledger.get(id);
  if (first === undefined) return;
  const { order } = first.job;
  if (!first.job.isListed && !context.isCancelled())
    await listAlbum({ id, ledger, ...context }, lastKeyOf(first.chunks), { isFirst: true });
  if (isDownload(order)) return download(run);
  await workOnChunks(run);
  if (albumOf(order) === null) return;
  if (order.kind === 'move-album') await passAgain(run);
  if (goesOn(run) === null) return;
  const { markers, note } = isDeletion(order)
    ? await remainsOfDeleted(context)
    : { markers: await markersOfMoved(context), note: null };
  for (let start = 0; start < markers.length; start += CHUNK)
    await addChunk(ledger, id, { isListed: true, isMarkers: true }, () =>
      markers.slice(start, start + CHUNK),
    );
  await workOnChunks(run);
  if (note !== first.job.note) await ledger.change(id, job => noted(job, note));
}

/** What came into an album while it was moved goes along. */
async function passAgain(run: Run): Promise<void> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    if (goesOn(run) === null) return;
    const { id, ledger, context } = run;
    if (!(await listAlbum({ id, ledger, ...context }, '', { isFirst: false }))) return;
    await workOnChunks(run);
  }
}

/** The job as it is now; null when it is not to be gone on with, since something of it failed or a person wants no more. */
function goesOn({ id, ledger, context }: Run): Entry | null {
  const entry = ledger.get(id);
  return entry === undefined || entry.job.failed > 0 || context.isCancelled() ? null : entry;
}

/** Nothing is begun that can't fit on the disk; what is noted as fetched, and is not there, is fetched again. */
async function download(run: Run): Promise<void> {
  const { id, ledger, context, download } = run;
  if (context.isCancelled()) return;
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
    ? await fetchAll(
        { ...context, ...run.download, ask: context.askUnlessCancelled, onProgress, onBytes },
        chunk.items,
      )
    : await workThrough({ ...context, write, onProgress }, chunk.items);
  const gained = (state: Item['state']): number =>
    items.filter(item => item.state === state).length -
    chunk.items.filter(item => item.state === state).length;
  const done = chunk.isMarkers ? 0 : gained('done');
  onSettled(0, 0);
  await ledger.change(id, job => advanced(job, done, gained('failed')), [{ ...chunk, items }]);
}
