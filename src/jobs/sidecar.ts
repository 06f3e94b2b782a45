import { isDeletion } from '../core/job';
import type { JobItem } from '../core/job-item';
import type { ExpectedObject } from '../core/s3-object';
import { thumbnailCopyOf, thumbnailKeysOf } from '../core/thumbnail-key';
import type { JobContext } from './job-context';

// What belongs to a photo and is of no use without it: its thumbnail, which is named after the photo's bytes. The one
// place that knows of it. Nothing that goes wrong with it is a reason for anything.

/** What is to be deleted with these, in the same request and before them; a photo that was only moved has it still. */
export const sidecarsOfDeleted = (
  { spec, bucket }: JobContext,
  items: readonly JobItem[],
): ExpectedObject[] =>
  isDeletion(spec) ? thumbnailKeysOf(bucket.prefix, items).map(key => ({ key, size: 0, etag: '' })) : [];

/** Deletes one by itself that DeleteObjects did not. */
export const deleteSidecar = ({ send, bucket, report }: JobContext, sidecar: ExpectedObject): Promise<void> =>
  send(signal => bucket.delete(sidecar, signal)).catch(error => report('jobs.delete-thumbnail', error));

/** Copies what belongs to a photo for its copy, which S3 has given another entity tag, perhaps. */
export async function copySidecar(
  { send, bucket, report }: JobContext,
  item: JobItem,
  copy: ExpectedObject,
): Promise<void> {
  const thumbnail = thumbnailCopyOf(bucket.prefix, item, copy);
  if (thumbnail === null) return;
  const { from, to } = thumbnail;
  await send(signal => bucket.copy({ key: from, size: 0, etag: '' }, to, signal)).catch(error =>
    report('jobs.copy-thumbnail', error),
  );
}
