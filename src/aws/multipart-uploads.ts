import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ListPartsCommandOutput,
} from '@aws-sdk/client-s3';
import { linkDisposition } from '../core/content-disposition';
import { ShoeboxError } from '../core/failure';
import type { MultipartUpload, PartPage, SentPart, StoredPart } from '../core/parts';
import type { NewObject } from '../core/s3-object';
import { isConflict } from './aws-failure';
import type { Bucket } from './bucket';
import { encryptionInput } from './bucket-demands';
import { sendWithChecksums } from './checksums';
import { conditionalWrite } from './conditional-write';
import { assertKeyFree } from './head-object';
import { bareETag, decodeKey } from './object-mapping';
import { signedPut } from './signed-put';

// S3's multipart uploads, one request each.

export async function createMultipartUpload(
  bucket: Bucket,
  { key, mediaType, metadata }: NewObject,
  signal: AbortSignal,
): Promise<MultipartUpload> {
  const disposition = linkDisposition(mediaType);
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket.settings.bucket,
    Key: key,
    ContentType: mediaType,
    ...(disposition !== null && { ContentDisposition: disposition }),
    Metadata: { ...metadata },
    ChecksumAlgorithm: 'SHA256',
    ...encryptionInput(bucket.settings),
  });
  const { UploadId: uploadId } = await bucket.sendOnce('s3:PutObject', key, signal, (s3, options) =>
    s3.send(command, options),
  );
  if (uploadId === undefined || uploadId === '') throw new ShoeboxError('not-confirmed');
  return { key, uploadId };
}

export async function uploadPart(
  bucket: Bucket,
  { key, uploadId }: MultipartUpload,
  part: { readonly partNumber: number; readonly body: Blob; readonly checksum: string },
  signal: AbortSignal,
): Promise<SentPart> {
  const { partNumber, body, checksum } = part;
  const query = { partNumber: String(partNumber), uploadId };
  const { etag } = await bucket.attempt('s3:PutObject', key, () =>
    signedPut(bucket, { key, query, headers: {}, body, checksum }, signal),
  );
  return { partNumber, size: body.size, etag, checksum };
}

/** A page of the parts that S3 has of an upload, 1000 at most; null when it knows the upload no more. */
export async function listParts(
  bucket: Bucket,
  { key, uploadId }: MultipartUpload,
  after: string | null,
  signal: AbortSignal,
): Promise<PartPage | null> {
  const command = new ListPartsCommand({
    ...{ Bucket: bucket.settings.bucket, Key: key, UploadId: uploadId },
    PartNumberMarker: after ?? undefined,
  });
  try {
    const page = await bucket.sendOnce('s3:ListMultipartUploadParts', key, signal, (s3, options) =>
      s3.send(command, options),
    );
    // A document without the upload's id is not the list: an empty one would have everything sent again.
    if (page.UploadId !== uploadId) throw new ShoeboxError('not-confirmed');
    const next = page.IsTruncated === true ? (page.NextPartNumberMarker ?? null) : null;
    return { parts: (page.Parts ?? []).map(storedPart), next };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

const storedPart = (part: NonNullable<ListPartsCommandOutput['Parts']>[number]): StoredPart => ({
  partNumber: part.PartNumber ?? 0,
  size: part.Size ?? 0,
  etag: bareETag(part.ETag),
  checksum: part.ChecksumSHA256 ?? null,
});

/** "Could take several minutes" (S3 API reference, CompleteMultipartUpload); it takes seconds where it was measured. */
const COMPLETE_MAY_APPLY_WITHIN_MS = 60_000;

/**
 * Asks S3 to put the parts together under a key that nothing has yet. Some answers that say yes mean nothing (an empty
 * one, a cut one): whoever needs to be sure has to ask for the object. Checks first where S3 does not honour the condition;
 * an upload that another write to its key was in the way of is aborted.
 * @throws ShoeboxError `name-taken`; `upload-gone`; `not-confirmed` when S3 does not know a part as we do.
 */
export async function completeMultipartUpload(
  bucket: Bucket,
  upload: MultipartUpload,
  parts: readonly StoredPart[],
  signal: AbortSignal,
): Promise<void> {
  const { key, uploadId } = upload;
  const write = {
    ...{ conditions: ['completeCondition'] as const, key, writeId: `complete ${uploadId}` },
    mayApplyWithinMs: COMPLETE_MAY_APPLY_WITHIN_MS,
    precheck: () => assertKeyFree(bucket, key, signal),
    send: () =>
      sendWithChecksums(bucket.capabilities, true, async withChecksums => {
        const command = new CompleteMultipartUploadCommand({
          ...{ Bucket: bucket.settings.bucket, Key: key, UploadId: uploadId },
          ...(bucket.capabilities.shouldSend('completeCondition') && { IfNoneMatch: '*' }),
          MultipartUpload: {
            Parts: parts.map(({ partNumber, etag, checksum }) => ({
              PartNumber: partNumber,
              ETag: `"${etag}"`,
              ...(withChecksums && checksum !== null && { ChecksumSHA256: checksum }),
            })),
          },
        });
        await bucket.sendOnce('s3:PutObject', key, signal, (s3, options) => s3.send(command, options));
      }),
  };
  try {
    await conditionalWrite(bucket, write, signal);
  } catch (error) {
    if (!isConflict(error)) throw error;
    await abortMultipartUpload(bucket, upload, signal);
    throw new ShoeboxError('upload-gone', {}, { cause: error });
  }
}

/** Removes an upload with all its parts; one that is gone already is fine. */
export async function abortMultipartUpload(
  bucket: Bucket,
  { key, uploadId }: MultipartUpload,
  signal: AbortSignal,
): Promise<void> {
  const command = new AbortMultipartUploadCommand({
    ...{ Bucket: bucket.settings.bucket, Key: key, UploadId: uploadId },
  });
  try {
    await bucket.sendOnce('s3:AbortMultipartUpload', key, signal, (s3, options) => s3.send(command, options));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Uploads to exactly this key that began at `since` (milliseconds since 1970) or later, 1000 at most. */
export async function listMultipartUploads(
  bucket: Bucket,
  key: string,
  since: number,
  signal: AbortSignal,
): Promise<readonly MultipartUpload[]> {
  // One page of 1000 is enough: S3 lists by key, and it is the very first one that begins with itself.
  const command = new ListMultipartUploadsCommand({
    ...{ Bucket: bucket.settings.bucket, Prefix: key, EncodingType: 'url' },
  });
  const page = await bucket.sendOnce('s3:ListBucketMultipartUploads', key, signal, (s3, options) =>
    s3.send(command, options),
  );
  // Ceph's gateway encodes keys here and does not say so. An upload to another key of that name is none of ours to abort,
  // nor can it be: its id is not one of this key's.
  const isOfKey = (written: string | undefined): boolean =>
    [page, { EncodingType: 'url' }].some(encoding => decodeKey(written, encoding) === key);
  return (page.Uploads ?? [])
    .filter(({ Key, Initiated }) => isOfKey(Key) && (Initiated?.getTime() ?? 0) >= since)
    .map(({ UploadId = '' }) => ({ key, uploadId: UploadId }));
}

/** Some S3s (Ceph's) tell of an upload that is gone as of its key: NoSuchKey. */
const isGone = (error: unknown): boolean =>
  error instanceof ShoeboxError && (error.code === 'upload-gone' || error.code === 'object-not-found');
