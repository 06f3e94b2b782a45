import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ListPartsCommandOutput,
} from '@aws-sdk/client-s3';
import { ShoeboxError } from '../core/failure';
import { linkDisposition } from '../core/link-disposition';
import type { SentPart, StoredPart } from '../core/parts';
import type { ObjectToCreate, OpenUpload } from '../transfers/ports';
import type { Bucket } from './bucket';
import { listedKey } from './listed-key';
import { headObject } from './objects';
import { signedPut } from './signed-put';

// S3's multipart uploads, one request each (but for lists, which come in pages).

export async function createUpload(
  bucket: Bucket,
  { key, mediaType, metadata }: ObjectToCreate,
  signal: AbortSignal,
): Promise<OpenUpload> {
  const disposition = linkDisposition(mediaType);
  const { UploadId: uploadId } = await bucket.attempt('s3:PutObject', key, () =>
    bucket.s3Once.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket.settings.bucket,
        Key: key,
        ContentType: mediaType,
        ...(disposition !== null && { ContentDisposition: disposition }),
        Metadata: { ...metadata },
        ChecksumAlgorithm: 'SHA256',
      }),
      { abortSignal: signal },
    ),
  );
  if (uploadId === undefined || uploadId === '') throw new ShoeboxError('not-confirmed');
  return { key, uploadId };
}

export async function putPart(
  bucket: Bucket,
  { key, uploadId }: OpenUpload,
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

/** All parts that S3 has of an upload; null when it knows the upload no more. */
export async function listParts(
  bucket: Bucket,
  { key, uploadId }: OpenUpload,
  signal: AbortSignal,
): Promise<readonly StoredPart[] | null> {
  const parts: StoredPart[] = [];
  let marker: string | undefined;
  try {
    do {
      const page: ListPartsCommandOutput = await bucket.attempt('s3:ListMultipartUploadParts', key, () =>
        bucket.s3Once.send(
          new ListPartsCommand({
            Bucket: bucket.settings.bucket,
            Key: key,
            UploadId: uploadId,
            PartNumberMarker: marker,
          }),
          { abortSignal: signal },
        ),
      );
      // A document without the upload's id is not the list: an empty one would have everything sent again.
      if (page.UploadId !== uploadId) throw new ShoeboxError('not-confirmed');
      parts.push(...(page.Parts ?? []).map(storedPart));
      marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
    } while (marker !== undefined);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
  return parts;
}

const storedPart = (part: NonNullable<ListPartsCommandOutput['Parts']>[number]): StoredPart => ({
  partNumber: part.PartNumber ?? 0,
  size: part.Size ?? 0,
  etag: (part.ETag ?? '').replaceAll('"', ''),
  checksum: part.ChecksumSHA256 ?? null,
});

/**
 * Asks S3 to put the parts together under a key that nothing has yet. Some answers that say yes mean nothing (an empty
 * one, a cut one): whoever needs to be sure has to look at the object.
 * @throws ShoeboxError `name-taken`; `upload-gone`; `not-confirmed` when S3 does not know a part as we do.
 */
export async function completeUpload(
  bucket: Bucket,
  { key, uploadId }: OpenUpload,
  parts: readonly StoredPart[],
  signal: AbortSignal,
): Promise<void> {
  // AWS refuses a name that is taken; some S3s do not look, and would overwrite.
  if (bucket.settings.endpoint !== '' && (await headObject(bucket, key, signal)) !== null) {
    throw new ShoeboxError('name-taken');
  }
  await bucket.attempt('s3:PutObject', key, () =>
    bucket.s3Once.send(
      new CompleteMultipartUploadCommand({
        Bucket: bucket.settings.bucket,
        Key: key,
        UploadId: uploadId,
        IfNoneMatch: '*',
        MultipartUpload: {
          Parts: parts.map(({ partNumber, etag, checksum }) => ({
            PartNumber: partNumber,
            ETag: `"${etag}"`,
            ...(checksum !== null && { ChecksumSHA256: checksum }),
          })),
        },
      }),
      { abortSignal: signal },
    ),
  );
}

/** Removes an upload with all its parts; one that is gone already is fine. */
export async function abortUpload(
  bucket: Bucket,
  { key, uploadId }: OpenUpload,
  signal: AbortSignal,
): Promise<void> {
  try {
    await bucket.attempt('s3:AbortMultipartUpload', key, () =>
      bucket.s3Once.send(
        new AbortMultipartUploadCommand({ Bucket: bucket.settings.bucket, Key: key, UploadId: uploadId }),
        { abortSignal: signal },
      ),
    );
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Uploads to exactly this key that hold no part and began at `since` (milliseconds since 1970) or later. */
export async function emptyUploads(
  bucket: Bucket,
  key: string,
  since: number,
  signal: AbortSignal,
): Promise<readonly OpenUpload[]> {
  // One page of 1000 is enough: S3 lists by key, and it is the very first one that begins with itself.
  const { Uploads = [] } = await bucket.attempt('s3:ListBucketMultipartUploads', key, () =>
    bucket.s3Once.send(
      new ListMultipartUploadsCommand({ Bucket: bucket.settings.bucket, Prefix: key, EncodingType: 'url' }),
      { abortSignal: signal },
    ),
  );
  const candidates = Uploads.filter(
    ({ Key = '', Initiated }) => listedKey(Key) === key && (Initiated?.getTime() ?? 0) >= since,
  ).map(({ UploadId = '' }) => ({ key, uploadId: UploadId }));
  const parts = await Promise.all(candidates.map(upload => listParts(bucket, upload, signal)));
  return candidates.filter((_, index) => parts[index]?.length === 0);
}

/** Some S3s (Ceph's) tell of an upload that is gone as of its key: NoSuchKey. */
const isGone = (error: unknown): boolean =>
  error instanceof ShoeboxError && (error.code === 'upload-gone' || error.code === 'object-not-found');
