import { type DownloadPart, downloadParts } from '../core/download-parts';
import { ShoeboxError } from '../core/failure';
import { advanced, albumOf, isDeletion, isDownload, keepsSource, withNote } from '../core/job';
import { isOpen, type JobItem, newItem } from '../core/job-item';
import { type DownloadContext, downloadChunk } from './download-chunk';
import type { JobContext } from './job-context';
import type { JobRecord, JobStore } from './job-store';
import { addChunk, CHUNK_ITEMS, lastKeyOf, listAlbum } from './list-album';
import { markersOfMoved, remainsOfDeleted } from './markers';
import type { Chunk, DownloadStore } from './ports';
import { processChunk } from './process-chunk';

/** How often an album that is moved is looked through again for what came into it meanwhile. */
const MAX_PASSES = 10;

/** What a run needs beside the store; the context is that of the whole job. */
export interface JobRun {
  readonly id: string;
  readonly store: JobStore;
  readonly context: Omit<JobContext, 'write' | 'onProgress'>;
  /** So many items of the chunk at hand are settled, and so many bytes of them fetched. */
  readonly onSettled: (count: number, bytes: number) => void;
  readonly download: Pick<DownloadContext, 'kept'> & Pick<DownloadStore, 'freeBytes'>;
}

/**
 * Does what is left of a job. Resolves when nothing more can be done; items that failed are noted with their reasons.
 * Rejects with an AbortError when the user wanted no more of it while something was only read.
 */
export async function runJob(run: JobRun): Promise<void> {
  const { id, store, context } = run;
  const first = store.get(id);
  if (first === undefined) return;
  const { order } = first.job;
  if (!first.job.isListed && !context.isCancelled())
    await listAlbum({ id, store, ...context }, lastKeyOf(first.chunks), { isFirst: true });
  if (isDownload(order)) return download(run);
  await workOnChunks(run);
  if (albumOf(order) === null) return;
  if (order.kind === 'move-album') await moveLaterArrivals(run);
  if (goesOn(run) === null) return;
  const { markers, note } = isDeletion(order)
    ? await remainsOfDeleted(context)
    : { markers: await markersOfMoved(context), note: null };
  for (let start = 0; start < markers.length; start += CHUNK_ITEMS)
    await addChunk(store, id, { isListed: true, isMarkers: true }, () =>
      markers.slice(start, start + CHUNK_ITEMS),
    );
  await workOnChunks(run);
  if (isDeletion(order) && note !== first.job.note) await store.change(id, job => withNote(job, note));
}

/** What came into an album while it was moved goes along. */
async function moveLaterArrivals(run: JobRun): Promise<void> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    if (goesOn(run) === null) return;
    const { id, store, context } = run;
    if (!(await listAlbum({ id, store, ...context }, '', { isFirst: false }))) return;
    await workOnChunks(run);
  }
}

/** The job as it is now; null when it is not to be gone on with, since something of it failed or the user wants no more. */
function goesOn({ id, store, context }: JobRun): JobRecord | null {
  const entry = store.get(id);
  return entry === undefined || entry.job.failed > 0 || context.isCancelled() ? null : entry;
}

/** Nothing is begun that can't fit on the disk; what is noted as fetched, and is not there, is fetched again. */
async function download(run: JobRun): Promise<void> {
  const { id, store, context, download } = run;
  if (context.isCancelled()) return;
  const chunks = store.get(id)?.chunks ?? [];
  if (chunks.every(({ items }) => items.length === 0))
    throw new ShoeboxError('object-not-found', { key: store.get(id)?.job.about ?? '' });
  const there = await download.kept.ids();
  const missing = (item: JobItem): DownloadPart[] => downloadParts(item).filter(part => !there.has(part.id));
  const isLost = (item: JobItem): boolean => item.state === 'done' && missing(item).length > 0;
  const items = chunks.flatMap(chunk => chunk.items);
  const bytes = items
    .filter(item => isOpen(item) || isLost(item))
    .flatMap(missing)
    .reduce((sum, { start, end }) => sum + end - start, 0);
  if (bytes > (await download.freeBytes())) throw new ShoeboxError('browser-storage-full');
  const lost = items.filter(isLost).length;
  if (lost > 0) {
    const again = chunks.map(chunk => ({
      ...chunk,
      items: chunk.items.map(item => (isLost(item) ? newItem(item) : item)),
    }));
    await store.change(id, job => advanced(job, -lost, 0), again);
  }
  await workOnChunks(run);
}

async function workOnChunks(run: JobRun): Promise<void> {
  for (let index = 0; index < (run.store.get(run.id)?.chunks.length ?? 0); index++) {
    const chunk = run.store.get(run.id)?.chunks[index];
    if (chunk?.items.some(isOpen) === true) await workOnChunk(run, chunk);
  }
}

async function workOnChunk(run: JobRun, chunk: Chunk): Promise<void> {
  const { id, store, context, onSettled } = run;
  let [settled, bytes] = [0, 0];
  const onProgress = (): void => onSettled(++settled, bytes);
  const onBytes: DownloadContext['onBytes'] = more => {
    bytes += more;
    onSettled(settled, bytes);
  };
  const write: JobContext['write'] = latest => store.change(id, job => job, [{ ...chunk, items: latest }]);
  const items = isDownload(context.spec)
    ? await downloadChunk(
        { ...context, ...run.download, ask: context.sendUnlessCancelled, onProgress, onBytes },
        chunk.items,
      )
    : await processChunk({ ...context, write, onProgress }, chunk.items);
  const gained = (state: JobItem['state']): number =>
    items.filter(item => item.state === state).length -
    chunk.items.filter(item => item.state === state).length;
  const done = chunk.isMarkers ? 0 : gained('done');
  onSettled(0, 0);
  await store.change(id, job => advanced(job, done, gained('failed')), [{ ...chunk, items }]);
  const moved = items.filter(({ state, target }) => state === 'done' && target !== null);
  if (moved.length > 0) context.onMoved(moved, keepsSource(context.spec));
}
