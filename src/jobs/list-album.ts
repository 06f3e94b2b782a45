import {
  albumOf,
  isDeletion,
  isDownload,
  isLaterThanConfirmed,
  itemsFound,
  type Job,
  mayBeCompletedLater,
} from '../core/job';
import { newItem } from '../core/job-item';
import type { ExpectedObject, ObjectInfo } from '../core/s3-object';
import type { JobContext } from './job-context';
import type { JobStore } from './job-store';
import type { Chunk } from './ports';

/** Items that are worked on and written down together: S3's list pages and delete requests hold as many. */
export const CHUNK_ITEMS = 1000;

/** A page that comes so soon after the user confirmed a deletion holds what was there then, but for a moment. */
const PROMPT_MS = 10_000;

/** What the listing of an album goes on with. */
export interface Listing extends Pick<JobContext, 'sendUnlessCancelled' | 'bucket' | 'spec' | 'now'> {
  readonly id: string;
  readonly store: JobStore;
}

/**
 * Lists an album that is worked on as a whole, one ListObjectsV2 after the other, beginning after what is known of it
 * already; each page is on the disk before the next is asked for. Resolves with whether there was anything. Of what is
 * deleted, it leaves out what came after the user confirmed that, and what uploads rely on.
 */
export async function listAlbum(
  { id, store, sendUnlessCancelled, bucket, spec, now }: Listing,
  after: string,
  { isFirst }: { readonly isFirst: boolean },
): Promise<boolean> {
  const prefix = albumOf(spec) ?? '';
  let hasFound = false;
  let from = after;
  for (;;) {
    const start = from;
    const page = await sendUnlessCancelled(signal => bucket.list(prefix, start, signal));
    const listedAt = now();
    await addChunk(store, id, { isListed: page.isLast, isMarkers: false }, job => {
      const items = page.objects.filter(isWantedBy(job, prefix, listedAt));
      hasFound ||= items.length > 0;
      return items.length > 0 || (isFirst && page.isLast) ? items : null;
    });
    const last = page.objects.at(-1)?.key;
    if (page.isLast || last === undefined) return hasFound;
    from = last;
  }
}

/** The key after which the listing of an album goes on. */
export const lastKeyOf = (chunks: readonly Chunk[]): string => chunks.at(-1)?.items.at(-1)?.key ?? '';

function isWantedBy(job: Job, prefix: string, listedAt: number): (object: ObjectInfo) => boolean {
  const { order, keptKeys } = job;
  const kept = new Set(keptKeys);
  const mayBeLater = listedAt - job.createdAt > PROMPT_MS ? mayBeCompletedLater : isLaterThanConfirmed;
  return object => {
    const { key } = object;
    // An album's own marker goes last.
    if (key === prefix) return false;
    // A download has no use for the markers of albums below; a deletion comes to them when it knows what stays in them.
    if (key.endsWith('/')) return !isDownload(order) && !isDeletion(order);
    return !isDeletion(order) || (!kept.has(key) && !mayBeLater(job, object));
  };
}

/**
 * One more chunk of a job, on the disk; none for null. `itemsFor` is asked in its turn, with whatever keeps keys from a
 * deletion: a key is among the items, and known to be, or it is left out.
 */
export const addChunk = (
  store: JobStore,
  jobId: string,
  { isListed, isMarkers }: { readonly isListed: boolean; readonly isMarkers: boolean },
  itemsFor: (job: Job) => readonly ExpectedObject[] | null,
): Promise<void> =>
  store.decide(entry => {
    const { job, chunks } = entry;
    const objects = job.id === jobId ? itemsFor(job) : null;
    if (objects === null) return entry;
    const items = objects.map(newItem);
    return {
      job: itemsFound(job, isMarkers ? 0 : items.length, isListed),
      chunks: [...chunks, { jobId, index: chunks.length, isMarkers, items }],
    };
  });
