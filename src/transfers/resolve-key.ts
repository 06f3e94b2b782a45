import { isDenial, isShoeboxError } from '../core/failure';
import { objectKey, twinsOfKey } from '../core/object-key';
import { TRANSFER_ID } from '../core/provenance';
import type { ObjectMetadata } from '../core/s3-object';
import { allSizes } from '../requests/paged-lists';
import { sendWithRetry } from '../requests/send-with-retry';
import { pendingCleanupsOf } from './pending-cleanup';
import type { UploadContext, UploadResult } from './upload-context';

/** How many objects of the same name and size are looked at whether they are the same bytes. */
const MAX_COMPARED = 10;

/** Whether an object has the very bytes of this transfer; null when nobody can tell. Asked only about the same size. */
export type IsSame = (stored: ObjectMetadata) => Promise<boolean | null>;

/** What is at a key; null when nothing is. */
export const headObject = (
  { bucket, executor, signal }: UploadContext,
  key: string,
): Promise<ObjectMetadata | null> =>
  sendWithRetry(executor, signal, { send: attempt => bucket.head(key, attempt) });

/** Whether this very transfer stored it, in this worker instance or in an earlier one whose answer got lost. */
export const isOwnObject = ({ transfer, body }: UploadContext, stored: ObjectMetadata): boolean =>
  stored.metadata[TRANSFER_ID] === transfer.id && stored.size === body.size;

/**
 * A deletion is about to take what this transfer has stored there, so that it is stored anew. The deletion may fail, or
 * be cancelled: then it would be there twice, and the clean-up removes this one.
 */
export const scheduleRemoval = (
  { transfer, executor, change }: UploadContext,
  key: string,
): Promise<unknown> =>
  change(now => now, pendingCleanupsOf({ ...transfer, multipart: null }, [key], executor.environment.now()));

/**
 * What is at a key, as this transfer has to see it: `free`; `taken` by something else, or by an object that is about to
 * be removed; or the place where its bytes are already, stored by an earlier worker instance or by somebody else.
 */
export async function inspectKey(
  context: UploadContext,
  key: string,
  isSame: IsSame,
): Promise<UploadResult | 'free' | 'taken'> {
  for (;;) {
    const removedBefore = context.removalCount(key);
    const stored = await headObject(context, key);
    if (stored === null) return context.isBeingRemoved(key) ? 'taken' : 'free';
    if (context.isBeingRemoved(key, stored.metadata[TRANSFER_ID] ?? '')) {
      if (isOwnObject(context, stored)) await scheduleRemoval(context, key);
      return 'taken';
    }
    const same = stored.size === context.body.size ? await isSame(stored) : false;
    const { etag } = stored;
    const isOwn = isOwnObject(context, stored) && same !== false;
    if (!isOwn && same !== true) return 'taken';
    // Without this, the clean-up of a cancelled upload, or of this one's other album, removes what is said to be there.
    const isToBeSeenAgain = await context.claim(key);
    if (!isToBeSeenAgain && context.removalCount(key) === removedBefore)
      return { key, etag, outcome: isOwn ? 'stored' : 'already-there' };
  }
}

/**
 * Where an earlier try stored it under another name than its own, whose answer got lost: that is not found by looking
 * for a free name, which its own may be by now. Null when there is no such place.
 */
export async function resultOfEarlierAttempt(
  context: UploadContext,
  isSame: IsSame,
): Promise<UploadResult | null> {
  for (const key of context.transfer.triedKeys) {
    const place = await inspectKey(context, key, isSame);
    if (typeof place === 'object' && place.outcome === 'stored') return place;
  }
  return null;
}

/**
 * What is there under a name that looks like this key's, as Macs write it: `taken`, or the place where these bytes are
 * already; `free` where nothing is, and where S3 does not say: without s3:ListBucket it denies to look at what is not there.
 */
export async function inspectTwins(
  context: UploadContext,
  key: string,
  isSame: IsSame,
): Promise<UploadResult | 'free' | 'taken'> {
  let found: 'free' | 'taken' = 'free';
  for (const twin of twinsOfKey(key)) {
    const there = await inspectKey(context, twin, isSame).catch(error => {
      if (isShoeboxError(error) && isDenial(error.code)) return 'free';
      throw error;
    });
    if (typeof there === 'object') return there;
    if (there === 'taken') found = there;
  }
  return found;
}

/**
 * A key for the transfer: its own name if that is free, else the smallest free `name (2).ext`, found with one look at
 * the album. Or the place where its bytes are already, stored by an earlier worker instance or by somebody else.
 */
export async function resolveKey(
  context: UploadContext,
  isSame: IsSame,
): Promise<UploadResult | { readonly key: string; readonly outcome: null }> {
  const { transfer, body, reserve, bucket, executor, signal } = context;
  const tried = await resultOfEarlierAttempt(context, isSame);
  if (tried !== null) return tried;
  const keyFor = (number: number): string => objectKey(transfer.album, transfer.name, number);
  const first = await inspectKey(context, keyFor(1), isSame);
  if (typeof first === 'object') return first;
  const twin = await inspectTwins(context, keyFor(1), isSame);
  if (typeof twin === 'object') return twin;
  if (first === 'free' && twin === 'free' && reserve(keyFor(1))) return { key: keyFor(1), outcome: null };

  const second = keyFor(2);
  const prefix = second.slice(0, second.lastIndexOf(' (2)'));
  const sizes = await allSizes(send => sendWithRetry(executor, signal, { send }), bucket, `${prefix} (`);
  for (const key of numberedKeys(sizes, body.size, keyFor).slice(0, MAX_COMPARED)) {
    const there = await inspectKey(context, key, isSame);
    if (typeof there === 'object') return there;
  }
  for (let number = 2; ; number++) {
    const key = keyFor(number);
    if (!sizes.has(key) && reserve(key)) return { key, outcome: null };
  }
}

/** Keys of objects of this size that bear a number, the last ones first: there may be gaps, and ours is a late one. */
function numberedKeys(
  sizes: ReadonlyMap<string, number>,
  size: number,
  keyFor: (number: number) => string,
): string[] {
  return [...sizes]
    .filter(([, listed]) => listed === size)
    .map(([key]) => ({ key, number: Number(/ \((\d{1,9})\)[^()]*$/.exec(key)?.[1]) }))
    .filter(({ key, number }) => number >= 2 && key === keyFor(number))
    .sort((a, b) => b.number - a.number)
    .map(({ key }) => key);
}
