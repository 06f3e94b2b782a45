import { type FailureCode, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import {
  afterCopy,
  copySeen,
  type ItemStep,
  isOnlyDeleted,
  itemDone,
  itemFailed,
  type JobItem,
  nextStep,
  type ObservedObjects,
} from '../core/job-item';
import { shownNameOfKey } from '../core/object-key';
import { isOurCopy } from './compare';
import { headMany } from './head-many';
import type { JobContext } from './job-context';
import { abortCopy, MAX_COPY_BYTES, multipartCopy } from './multipart-copy';
import { chooseTargets, claimTargets, mustAvoid } from './target-keys';

/** Limits the loop when a store gives contradictory answers. */
const MAX_STEPS = 20;

/** How often an item is copied before it is given up: each time somebody else was quicker, or S3 lost the upload. */
const MAX_COPIES = 5;

/** How long S3 may take to copy so many bytes in one request: it does it at some hundred megabytes a second. */
const COPY_GRACE_MS = 30_000;
const SLOWEST_COPY = 10_000_000;

const copyGraceMs = ({ size }: JobItem): number => COPY_GRACE_MS + (size * 1000) / SLOWEST_COPY;

/** What became of an item, as far as it could be settled by itself. */
export type ItemResult =
  | { readonly kind: 'ended'; readonly item: JobItem }
  /** Nothing more is begun, since it was cancelled. */
  | { readonly kind: 'left'; readonly item: JobItem }
  /** Copied, as S3 answered; `etag` is the copy's, null where only a comparison can tell. */
  | { readonly kind: 'copied'; readonly item: JobItem; readonly etag: string | null }
  /** The copy is confirmed, or none is wanted: the source may go. */
  | { readonly kind: 'deletable'; readonly item: JobItem };

/**
 * Brings an item as far as it can come by itself, from what S3 has: CopyObject or a multipart copy, then HeadObject of
 * source and target if in doubt, or another target if its key is somebody else's. `change` writes the item down.
 */
export async function processItem(
  context: JobContext,
  first: JobItem,
  firstSeen: ObservedObjects,
  change: (item: JobItem) => Promise<void>,
): Promise<ItemResult> {
  let item = first;
  let seen = firstSeen;
  let copies = 0;
  const written = async (next: JobItem): Promise<void> => {
    item = next;
    await change(next);
  };
  try {
    for (let steps = 0; steps < MAX_STEPS && copies <= MAX_COPIES; steps++) {
      if (item.state === 'todo' && context.isCancelled()) return { kind: 'left', item };
      const step = await stepFor(context, item, seen);
      switch (step.kind) {
        case 'done':
          await tryAbortCopy(context, item);
          return { kind: 'ended', item: itemDone(item) };
        case 'delete-source':
          await tryAbortCopy(context, item);
          if (seen.target !== null) item = copySeen(item, seen.target.etag);
          return { kind: 'deletable', item };
        case 'fail':
          await abortCopy(context, item);
          throw new ShoeboxError(step.code, { key: item.key });
        case 'other-name': {
          await abortCopy(context, item);
          if (context.isCancelled()) return { kind: 'left', item };
          const [renamed = item] = await chooseTargets(context, [{ ...item, target: null }], 2);
          if (renamed.state === 'failed') return { kind: 'ended', item: renamed };
          await written(renamed);
          const [claimed = item] = await claimTargets(context, [item], async ([next = item]) =>
            written(next),
          );
          if (claimed.state === 'failed') return { kind: 'ended', item: claimed };
          seen = await observe(context, item);
          break;
        }
        case 'copy': {
          if (context.isCancelled()) {
            await abortCopy(context, item);
            return { kind: 'left', item };
          }
          copies++;
          const copy = await tryCopy(context, item, written);
          if (copy !== null)
            return copy === 'cancelled' ? { kind: 'left', item } : { kind: 'copied', item, ...copy };
          seen = await observe(context, item);
        }
      }
    }
    throw new ShoeboxError('not-confirmed');
  } catch (error) {
    return { kind: 'ended', item: itemFailed(item, toFailure(error)) };
  }
}

/** What is next, but for what may not be relied on: a target that a deletion or the clean-up of uploads may take. */
async function stepFor(context: JobContext, item: JobItem, seen: ObservedObjects): Promise<ItemStep> {
  const { spec } = context;
  const step = nextStep(spec, item, seen);
  if (step.kind === 'fail' || isOnlyDeleted(spec, item.key)) return step;
  const { source, target } = seen;
  if (source !== null && item.target !== null && mustAvoid(context, item.target, target !== null))
    return { kind: 'other-name' };
  if (step.kind !== 'compare') return step;
  return (await isOurCopy(context, item)) ? afterCopy(spec) : { kind: 'other-name' };
}

/** Null when a look has to say what is next: the target is in use, the source another one or gone, or the upload gone. */
async function tryCopy(
  context: JobContext,
  item: JobItem,
  change: (item: JobItem) => Promise<void>,
): Promise<{ readonly etag: string | null } | 'cancelled' | null> {
  const { send, bucket } = context;
  const { target } = item;
  if (target === null) throw new ShoeboxError('unexpected');
  try {
    if (item.size > MAX_COPY_BYTES) return await copyLarge(context, { ...item, target }, change);
    const etag = await send(signal => bucket.copy(item, target, signal), copyGraceMs(item));
    context.onAdvance();
    return { etag };
  } catch (error) {
    const isForLook = isShoeboxError(error) && NEEDS_HEAD.has(error.code);
    // A version is not looked for: if it is gone, this says so.
    if (!isForLook || (error.code === 'object-not-found' && item.versionId !== undefined)) throw error;
    return null;
  }
}

/** Codes with which a store may refuse to copy so much in one request. */
const REFUSES_SIZE: ReadonlySet<FailureCode> = new Set([
  's3-unsupported',
  'request-refused',
  'object-too-large',
]);

/** In parts; where the store has no such request, in one that goes beyond S3's limit, which it may take or not. */
async function copyLarge(
  context: JobContext,
  item: JobItem & { readonly target: string },
  change: (item: JobItem) => Promise<void>,
): Promise<{ readonly etag: string | null } | 'cancelled' | null> {
  const { send, bucket } = context;
  if (bucket.copiesInParts()) {
    try {
      return (await multipartCopy(context, item, change)) ? { etag: null } : 'cancelled';
    } catch (error) {
      const isRefused = isShoeboxError(error) && error.code === 's3-unsupported' && !bucket.copiesInParts();
      if (!isRefused) throw error;
      // What was begun is known to the item now.
      return null;
    }
  }
  if (item.uploadId !== null) {
    await abortCopy(context, item);
    await change({ ...item, uploadId: null });
  }
  try {
    const etag = await send(signal => bucket.copy(item, item.target, signal), copyGraceMs(item));
    context.onAdvance();
    return { etag };
  } catch (error) {
    if (!isShoeboxError(error) || !REFUSES_SIZE.has(error.code)) throw error;
    throw new ShoeboxError('copy-too-large', { name: shownNameOfKey(item.key) }, { cause: error });
  }
}

/** Some S3s (Ceph's) tell of an upload that is gone as of its key. */
const NEEDS_HEAD: ReadonlySet<FailureCode> = new Set(['name-taken', 'upload-gone', 'object-not-found']);

/** The object is where it is wanted, whatever became of an upload of it. */
async function tryAbortCopy(context: JobContext, item: JobItem): Promise<void> {
  try {
    await abortCopy(context, item);
  } catch (error) {
    context.report('jobs.abort-upload', error);
  }
}

async function observe(context: JobContext, item: JobItem): Promise<ObservedObjects> {
  const { key, target, versionId } = item;
  const keys = [versionId === undefined ? key : null, target].filter(wanted => wanted !== null);
  const there = await headMany(context, keys);
  return {
    source: versionId === undefined ? (there.get(key) ?? null) : item,
    target: (target !== null && there.get(target)) || null,
  };
}
