import { isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { arrived, type Item, itemDone, itemFailed, nextStep, type Seen, type Step } from '../core/job-item';
import { isOurCopy } from './compare';
import type { JobContext } from './context';
import { copyInParts, MAX_COPY_BYTES } from './copy-in-parts';
import { look } from './look';
import { chooseTargets } from './targets';

/** A guard against a store that says yes and no by turns. */
const MAX_STEPS = 20;

/** How long S3 may take to copy so many bytes in one request: it does it at some hundred megabytes a second. */
const COPY_GRACE_MS = 30_000;
const SLOWEST_COPY = 10_000_000;

/** What became of an item, as far as it could be settled by itself. */
export type Settled =
  | { readonly kind: 'ended'; readonly item: Item }
  /** Nothing more is begun, since it was cancelled. */
  | { readonly kind: 'left'; readonly item: Item }
  /** Copied, as S3 answered; `etag` is the copy's, null where only a comparison can tell. */
  | { readonly kind: 'copied'; readonly item: Item; readonly etag: string | null }
  /** The copy is confirmed, or none is wanted: the source may go. */
  | { readonly kind: 'deletable'; readonly item: Item };

/**
 * Brings an item as far as it can come by itself, from what S3 has. `taken` are the targets of others; `change` writes
 * the item down.
 */
export async function settle(
  context: JobContext,
  first: Item,
  firstSeen: Seen,
  taken: Set<string>,
  change: (item: Item) => Promise<void>,
): Promise<Settled> {
  let item = first;
  let seen = firstSeen;
  const written = async (next: Item): Promise<void> => {
    item = next;
    await change(next);
  };
  try {
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      let step = nextStep(context.order, item, seen);
      if (step.kind === 'compare') step = await compared(context, item);
      switch (step.kind) {
        case 'done':
          return { kind: 'ended', item: itemDone(item) };
        case 'delete-source':
          return context.isCancelled() && item.target === null
            ? { kind: 'left', item }
            : { kind: 'deletable', item };
        case 'fail':
          await dropUpload(context, item);
          throw new ShoeboxError(step.code, { key: item.key });
        case 'other-name': {
          await dropUpload(context, item);
          if (context.isCancelled()) return { kind: 'left', item };
          const [renamed = item] = await chooseTargets(context, [{ ...item, target: null }], taken, 2);
          if (renamed.state === 'failed') return { kind: 'ended', item: renamed };
          await written(renamed);
          seen = await lookAgain(context, item);
          break;
        }
        case 'copy': {
          if (context.isCancelled()) {
            await dropUpload(context, item);
            return { kind: 'left', item };
          }
          const copy = await tryToCopy(context, item, written);
          if (copy !== null)
            return copy === 'cancelled' ? { kind: 'left', item } : { kind: 'copied', item, ...copy };
          seen = await lookAgain(context, item);
        }
      }
    }
    throw new ShoeboxError('not-confirmed');
  } catch (error) {
    return { kind: 'ended', item: itemFailed(item, toFailure(error)) };
  }
}

async function compared(context: JobContext, item: Item): Promise<Step> {
  return (await isOurCopy(context, item)) ? arrived(context.order) : { kind: 'other-name' };
}

/** Null when S3 said that the target is in use, or the source another one. */
async function tryToCopy(
  context: JobContext,
  item: Item,
  change: (item: Item) => Promise<void>,
): Promise<{ readonly etag: string | null } | 'cancelled' | null> {
  const { ask, store } = context;
  const { target } = item;
  if (target === null) throw new ShoeboxError('unexpected');
  try {
    if (item.size > MAX_COPY_BYTES)
      return (await copyInParts(context, { ...item, target }, change)) ? { etag: null } : 'cancelled';
    const etag = await ask(
      signal => store.copy(item, target, signal),
      COPY_GRACE_MS + (item.size * 1000) / SLOWEST_COPY,
    );
    return { etag };
  } catch (error) {
    if (isShoeboxError(error) && error.code === 'name-taken') return null;
    throw error;
  }
}

async function lookAgain(context: JobContext, item: Item): Promise<Seen> {
  const { key, target, versionId } = item;
  const keys = [versionId === undefined ? key : null, target].filter(wanted => wanted !== null);
  const there = await look(context, keys);
  return {
    source: versionId === undefined ? (there.get(key) ?? null) : item,
    target: (target !== null && there.get(target)) || null,
  };
}

async function dropUpload({ ask, store }: JobContext, { target, uploadId }: Item): Promise<void> {
  if (target !== null && uploadId !== null)
    await ask(signal => store.abortUpload({ key: target, uploadId }, signal));
}
