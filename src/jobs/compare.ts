import { CLOCK_TOLERANCE_MS, isMd5ETag, type JobItem } from '../core/job-item';
import { TRANSFER_ID } from '../core/provenance';
import type { ObjectMetadata } from '../core/s3-object';
import type { JobContext } from './job-context';

/**
 * Whether what is at an item's target is the copy of its source that we began: a multipart object's entity tag tells
 * nothing of that. Checksums do where S3 keeps any; else it must have come after we found the key free, with the same
 * size and all that the source says of itself, among it whose upload it was. Of what Shoebox did not upload that may be
 * no more than a media type: two plain entity tags that differ are those of two objects then. (In a bucket that encrypts
 * by KMS they are not, and such a photo is copied once more; taken for the copy, somebody's object would cost the photo.)
 */
export async function isOurCopy({ send, bucket }: JobContext, item: JobItem): Promise<boolean> {
  const { target, begunAt } = item;
  if (target === null || begunAt === null) return false;
  const [source, copy] = await Promise.all(
    [item, { key: target }].map(one => send(signal => bucket.head(one, signal))),
  );
  if (source == null || copy == null || source.etag !== item.etag) return false;
  return (
    haveSameBytes(source, copy) ??
    (copy.lastModified >= begunAt - CLOCK_TOLERANCE_MS &&
      saysTheSame(source, copy) &&
      (TRANSFER_ID in source.metadata || !isMd5ETag(source.etag) || !isMd5ETag(copy.etag)))
  );
}

/**
 * Whether a deleted photo is under its own name again already, where the entity tag does not say: somebody has restored
 * it before. Without checksums, it must be of the same upload by Shoebox.
 */
export async function isThereAgain({ send, bucket }: JobContext, item: JobItem): Promise<boolean> {
  if (item.versionId === undefined) return false;
  const [deleted, there] = await Promise.all(
    [item, { key: item.key }].map(one => send(signal => bucket.head(one, signal))),
  );
  if (deleted == null || there == null) return false;
  return haveSameBytes(deleted, there) ?? (TRANSFER_ID in deleted.metadata && saysTheSame(deleted, there));
}

/** Null where neither sizes nor checksums tell: those of parts are others for each way to cut the same bytes. */
function haveSameBytes(a: ObjectMetadata, b: ObjectMetadata): boolean | null {
  if (a.size !== b.size) return false;
  if (a.isComposite || b.isComposite) return null;
  const common = Object.keys(a.checksums).filter(name => name in b.checksums);
  return common.length === 0 ? null : common.every(name => a.checksums[name] === b.checksums[name]);
}

const saysTheSame = (a: ObjectMetadata, b: ObjectMetadata): boolean =>
  isSameRecord(a.headers, b.headers) && isSameRecord(a.metadata, b.metadata);

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}
