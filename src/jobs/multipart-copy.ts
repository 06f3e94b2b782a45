import { ShoeboxError } from '../core/failure';
import type { JobItem } from '../core/job-item';
import { shownNameOfKey } from '../core/object-key';
import { type MultipartUpload, partRanges, type StoredPart } from '../core/parts';
import { allParts } from '../requests/paged-lists';
import { forEachConcurrently } from './head-many';
import type { JobContext } from './job-context';

/** CopyObject takes no more (S3 API reference). */
export const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** S3 copies some hundred megabytes a second: each part is there within seconds, and few are lost to a death. */
const PART_BYTES = 512 * 1024 ** 2;

/** How long S3 may take for a part. */
const PART_GRACE_MS = 5 * 60_000;

/**
 * Copies what is too large for one CopyObject: HeadObject → CreateMultipartUpload → UploadPartCopy* →
 * CompleteMultipartUpload. Of an upload that an earlier worker instance left, ListParts says which parts are there.
 * Resolves with false when the user cancelled it; then nothing of it is left. Rejects with `name-taken` when somebody
 * else has stored something at the target, `upload-gone` when S3 knows the upload no more: it may have been completed by
 * a try whose answer got lost, or has to be begun anew; what is at the target says which.
 */
export async function multipartCopy(
  context: JobContext,
  item: JobItem & { readonly target: string },
  change: (item: JobItem) => Promise<void>,
): Promise<boolean> {
  const { send, bucket } = context;
  const source = await send(signal => bucket.head(item, signal));
  if (source === null) throw new ShoeboxError('object-not-found', { key: item.key });
  if (source.etag !== item.etag) throw new ShoeboxError('photo-changed', { key: item.key });
  const upload = item.uploadId === null ? null : { key: item.target, uploadId: item.uploadId };
  const listed = upload === null ? null : await allParts(send, bucket, upload);
  if (upload !== null && listed !== null) return copyParts(context, item, upload, listed);
  // A worker may die before it writes down the id; without this, nobody would ever look for that upload.
  const end = await context.expectMultipartUpload(item.target);
  try {
    const { versionId } = item;
    const whole = { ...source, ...(versionId !== undefined && { versionId }) };
    const begun = await send(signal => bucket.createMultipartUpload(whole, item.target, signal));
    if (begun.mayLackTags === true)
      context.onNote(new ShoeboxError('tags-unknown', { name: shownNameOfKey(item.key) }));
    await change({ ...item, uploadId: begun.uploadId });
    return await copyParts(context, item, begun, []);
  } finally {
    end();
  }
}

/** As {@link multipartCopy}, of an upload that is open and holds the parts that are listed. */
async function copyParts(
  context: JobContext,
  item: JobItem,
  upload: MultipartUpload,
  listed: readonly StoredPart[],
): Promise<boolean> {
  const { send, bucket } = context;
  const there = new Map(listed.map(part => [part.partNumber, part]));
  const parts: StoredPart[] = [];
  await forEachConcurrently(
    partRanges(item.size, Math.max(PART_BYTES, Math.ceil(item.size / bucket.maxParts))),
    async range => {
      const before = there.get(range.partNumber);
      if (before?.size === range.end - range.start) parts.push(before);
      else if (!context.isCancelled()) {
        parts.push(await send(signal => bucket.uploadPartCopy(upload, item, range, signal), PART_GRACE_MS));
        context.onAdvance();
      }
    },
  );
  if (context.isCancelled()) {
    await send(signal => bucket.abortMultipartUpload(upload, signal));
    return false;
  }
  await send(
    signal =>
      bucket.completeMultipartUpload(
        upload,
        parts.toSorted((a, b) => a.partNumber - b.partNumber),
        signal,
      ),
    PART_GRACE_MS,
  );
  return true;
}

/** Removes what S3 holds open of an item's copy, if anything: it costs money. */
export async function abortCopy({ send, bucket }: JobContext, { target, uploadId }: JobItem): Promise<void> {
  if (target !== null && uploadId !== null)
    await send(signal => bucket.abortMultipartUpload({ key: target, uploadId }, signal));
}
