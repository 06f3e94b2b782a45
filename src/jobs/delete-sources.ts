import { type Failure, isShoeboxError, mayHaveSucceeded, ShoeboxError, toFailure } from '../core/failure';
import { isCertainlyLater, isDeletion } from '../core/job';
import { itemDone, itemFailed, type JobItem } from '../core/job-item';
import { forEachConcurrently, headMany } from './head-many';
import type { JobContext } from './job-context';
import { deleteSidecar, sidecarsOfDeleted } from './sidecar';

/** DeleteObjects takes at most 1000 keys (S3 API reference): photos, each with what goes with it. */
const BATCH = 500;

/**
 * Deletes what may go, each only while it is still as it was when that was decided: DeleteObjects, then HeadObject or
 * ListObjectsV2 and DeleteObject for what that left. Resolves with what became of them; of deletions, once no request
 * can arrive any more that would take the same bytes, stored there again.
 */
export async function deleteSources(
  context: JobContext,
  items: readonly JobItem[],
): Promise<readonly JobItem[]> {
  const refusals = new Map<string, Failure>();
  if (isDeletion(context.spec)) await context.onDeleting(items);
  try {
    for (let start = 0; start < items.length; start += BATCH) {
      const batch = items.slice(start, start + BATCH);
      for (const refusal of await deleteBatch(context, batch)) refusals.set(...refusal);
      if (batch.some(({ key }) => !refusals.has(key))) context.onAdvance();
    }
  } finally {
    if (isDeletion(context.spec) && items.length > 0) await context.untilSettled();
  }
  return items.map(item => {
    const refusal = refusals.get(item.key);
    return refusal === undefined ? itemDone(item) : itemFailed(item, refusal);
  });
}

/** What is not gone, and why. Some gateways deny in a batch what they allow one by one. */
async function deleteBatch(
  context: JobContext,
  batch: readonly JobItem[],
): Promise<ReadonlyMap<string, Failure>> {
  const { bucket, onUnanswered } = context;
  const send = <Value>(request: (signal: AbortSignal) => Promise<Value>): Promise<Value> =>
    context.send(signal =>
      request(signal).catch(error => {
        if (!isShoeboxError(error) || mayHaveSucceeded(error.code)) onUnanswered();
        throw error;
      }),
    );
  const sidecars = sidecarsOfDeleted(context, batch);
  const refused = await send(signal => bucket.deleteMany([...sidecars, ...batch], signal));
  // Before the photos: nothing would find them afterwards.
  await forEachConcurrently(
    sidecars.filter(({ key }) => refused.has(key)),
    sidecar => deleteSidecar(context, sidecar),
  );
  const left = batch.filter(({ key }) => refused.has(key));
  const there = await headMany(
    context,
    left.map(({ key }) => key),
  );
  const failures = new Map<string, Failure>();
  await forEachConcurrently(left, async object => {
    const { key, etag } = object;
    const now = there.get(key);
    if (now === undefined) return; // by a try whose answer got lost
    try {
      // The same bytes, which somebody has stored there after the user confirmed the deletion, are others.
      const isLater = isDeletion(context.spec) && isCertainlyLater(context.confirmed, now);
      if (now.etag !== etag || isLater) throw new ShoeboxError('photo-changed', { key });
      await send(signal => bucket.delete(object, signal));
    } catch (error) {
      failures.set(key, toFailure(error));
    }
  });
  return failures;
}
