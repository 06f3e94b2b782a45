import { type DownloadPart, downloadParts } from '../core/download-parts';
import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { isOpen, itemDone, itemFailed, type JobItem } from '../core/job-item';
import { albumPrefixOf } from '../core/object-key';
import { firstStored } from '../core/photo-dates';
import type { ExpectedObject } from '../core/s3-object';
import { forEachConcurrently } from './head-many';
import type { JobContext } from './job-context';

/**
 * S3 is silent for no longer than this, and a line that brings less than so many bytes a second brings nothing: whoever
 * reads the bytes sees earlier when they stop.
 */
const FETCH_GRACE_MS = 30_000;
const MIN_BYTES_PER_SECOND = 8 * 1024;

/** What a download needs beside the context of all jobs. */
export interface DownloadContext extends Pick<JobContext, 'bucket' | 'dates' | 'isCancelled' | 'onAdvance'> {
  /** Sends a request as {@link JobContext.send} does, but ends it when the user wants no more of the job. */
  readonly ask: JobContext['send'];
  readonly kept: DownloadedParts;
  /** So many more bytes are there. */
  readonly onBytes: (bytes: number) => void;
  readonly onProgress: () => void;
}

/** What one job has fetched so far, on this computer's disk. */
export interface DownloadedParts {
  ids(): Promise<ReadonlySet<string>>;
  /** Resolves when it is on the disk. Rejects with `browser-storage-full`. */
  put(id: string, part: { readonly blob: Blob; readonly lastModified: number }): Promise<void>;
}

/**
 * Fetches what is not there yet of up to 1000 items, each with GetObject by ranges under the entity tag that the user
 * saw: what the disk has decides, whatever was noted. Resolves with the
 * items as they are then, when nothing is under way any more; what can't be had is noted with its reason. Rejects when
 * the disk is full: nothing else would fit either.
 */
export async function downloadChunk(
  context: DownloadContext,
  all: readonly JobItem[],
): Promise<readonly JobItem[]> {
  const there = await context.kept.ids();
  const items = new Map(all.map(item => [item.key, item]));
  let fullDisk: ShoeboxError | null = null;
  await forEachConcurrently(all.filter(isOpen), async item => {
    if (fullDisk !== null || context.isCancelled()) return;
    try {
      items.set(item.key, itemDone(await fetchItem(context, item, there)));
    } catch (error) {
      if (context.isCancelled()) return;
      if (isShoeboxError(error) && error.code === 'browser-storage-full') fullDisk = error;
      else items.set(item.key, itemFailed(item, toFailure(error)));
    }
    context.onProgress();
  });
  if (fullDisk !== null) throw fullDisk;
  return [...items.values()];
}

/**
 * Resolves with the item as it was fetched; what a page knew no entity tag of is taken as it is now. What lists call
 * archived may have been restored, which HEAD tells.
 */
async function fetchItem(
  context: DownloadContext,
  item: JobItem,
  there: ReadonlySet<string>,
): Promise<JobItem> {
  const isUnsure = item.etag === '' || item.isArchived === true;
  const object = isUnsure ? { ...item, ...(await described(context, item)) } : item;
  let failure: unknown = null;
  await forEachConcurrently(downloadParts(object), async part => {
    // Nothing is begun for an item that fails, but all that is begun comes to its end.
    if (failure !== null) return;
    try {
      if (!there.has(part.id)) await fetchPart(context, object, part);
      context.onBytes(part.end - part.start);
    } catch (error) {
      failure ??= error;
    }
  });
  if (failure !== null) throw failure;
  return object;
}

async function described(
  { ask, bucket }: DownloadContext,
  { key, etag }: ExpectedObject,
): Promise<ExpectedObject> {
  const found = await ask(signal => bucket.head({ key }, signal));
  if (found === null) throw new ShoeboxError('object-not-found', { key });
  if (etag !== '' && found.etag !== etag) throw new ShoeboxError('photo-changed', { key });
  if (found.isArchived === true) throw new ShoeboxError('object-archived', { key });
  return { key, size: found.size, etag: found.etag };
}

async function fetchPart(
  { ask, bucket, dates, kept, isCancelled, onAdvance }: DownloadContext,
  object: ExpectedObject,
  part: DownloadPart,
): Promise<void> {
  const bytes = part.end - part.start;
  // Asked for first: behind the bytes of others it would wait for a connection, and these bytes for it.
  const dated = dates(albumPrefixOf(object.key));
  const answer = await ask(
    signal => bucket.get(object, part.isWhole ? null : part, signal),
    FETCH_GRACE_MS + (bytes * 1000) / MIN_BYTES_PER_SECOND,
  );
  if (answer.blob.size !== bytes) throw new ShoeboxError('photo-changed', { key: object.key });
  const known = await dated;
  if (isCancelled()) return;
  const { blob, lastModified } = answer;
  await kept.put(part.id, { blob, lastModified: firstStored(known, { ...object, lastModified }) });
  onAdvance();
}
