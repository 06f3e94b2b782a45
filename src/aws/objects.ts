import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ShoeboxError } from '../core/failure';
import { linkDisposition } from '../core/link-disposition';
import type { ObjectName } from '../jobs/ports';
import type { ObjectToCreate, StoredObject } from '../transfers/ports';
import { isWordlessRefusal } from './aws-failure';
import type { Bucket } from './bucket';
import { signedPut } from './signed-put';

/** An object with all its bytes, and their SHA-256 in base64. */
export interface WholeObject extends ObjectToCreate {
  readonly body: Blob;
  readonly checksum: string;
}

/** Stores an object in place of what is there, if anything. */
export async function replaceObject(bucket: Bucket, object: WholeObject, signal: AbortSignal): Promise<void> {
  const { key, body, mediaType, metadata, checksum } = object;
  const headers = { 'content-type': mediaType, ...metadataHeaders(metadata) };
  await bucket.attempt('s3:PutObject', key, () =>
    signedPut(bucket, { key, query: {}, headers, body, checksum }, signal),
  );
}

/** `x-amz-meta-…` for user metadata. */
const metadataHeaders = (metadata: ObjectToCreate['metadata']): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));

/**
 * Stores an object under a key that nothing has yet. Resolves with its entity tag once S3 has
 * confirmed it with its checksum verified.
 * @throws ShoeboxError `name-taken` when the key exists.
 */
export async function putObject(bucket: Bucket, object: WholeObject, signal: AbortSignal): Promise<string> {
  const { key, body, mediaType, metadata, checksum } = object;
  const disposition = linkDisposition(mediaType);
  const headers = {
    'content-type': mediaType,
    ...(disposition !== null && { 'content-disposition': disposition }),
    'if-none-match': '*',
    ...metadataHeaders(metadata),
  };
  const { etag } = await bucket.attempt('s3:PutObject', key, () =>
    signedPut(bucket, { key, query: {}, headers, body, checksum }, signal),
  );
  return etag;
}

/** What S3 tells of an object; null when there is none. @throws ShoeboxError as {@link head} */
export async function headObject(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<StoredObject | null> {
  const found = await head(bucket, { key }, signal);
  return (
    found && {
      size: found.ContentLength ?? 0,
      etag: (found.ETag ?? '').replaceAll('"', ''),
      metadata: found.Metadata ?? {},
      checksum: found.ChecksumSHA256 ?? null,
    }
  );
}

/**
 * S3's answer to HEAD; null when there is no such object.
 * @throws ShoeboxError; `s3-unavailable` also for a refusal of which S3 will not tell the reason.
 */
export async function head(
  bucket: Bucket,
  object: ObjectName,
  signal: AbortSignal,
): Promise<HeadObjectCommandOutput | null> {
  try {
    return await headOnce(bucket, object, signal);
  } catch (error) {
    if (!isWordlessRefusal(error)) throw error;
    await throwReason(bucket, object.key, signal);
    // It may have been the clock, which the SDK has set right on hearing of it; a permission is missing still.
    return headAgain(bucket, object, signal);
  }
}

/** After a list was answered: a 400 that comes all the same is one that passes (RequestTimeout). */
async function headAgain(
  bucket: Bucket,
  object: ObjectName,
  signal: AbortSignal,
): Promise<HeadObjectCommandOutput | null> {
  try {
    return await headOnce(bucket, object, signal);
  } catch (cause) {
    const isUnknown = isWordlessRefusal(cause) && !(cause instanceof ShoeboxError);
    throw isUnknown ? new ShoeboxError('s3-unavailable', {}, { cause }) : cause;
  }
}

async function headOnce(
  bucket: Bucket,
  { key, versionId }: ObjectName,
  signal: AbortSignal,
): Promise<HeadObjectCommandOutput | null> {
  try {
    const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    const found = await bucket.attempt(action, key, () =>
      bucket.s3Once.send(
        new HeadObjectCommand({
          Bucket: bucket.settings.bucket,
          Key: key,
          VersionId: versionId,
          ChecksumMode: 'ENABLED',
        }),
        { abortSignal: signal },
      ),
    );
    // Half an answer would make our own object a stranger's.
    if (found.ContentLength === undefined || found.ETag === undefined)
      throw new ShoeboxError('not-confirmed');
    return found;
  } catch (error) {
    if (error instanceof ShoeboxError && error.code === 'object-not-found') return null;
    throw error;
  }
}

/** Throws why S3 refuses just now, if that is not for want of a permission: a list's refusal has words. */
async function throwReason(bucket: Bucket, key: string, signal: AbortSignal): Promise<void> {
  try {
    await bucket.attempt('s3:ListBucket', key, () =>
      bucket.s3Once.send(
        new ListObjectsV2Command({ Bucket: bucket.settings.bucket, Prefix: key, MaxKeys: 1 }),
        { abortSignal: signal },
      ),
    );
  } catch (error) {
    if (!(error instanceof ShoeboxError) || error.code !== 'access-denied') throw error;
  }
}

/** Deletes one object; `client` says how persistently. */
export async function deleteObject(
  bucket: Bucket,
  key: string,
  client: S3Client = bucket.s3,
  signal?: AbortSignal,
): Promise<void> {
  await bucket.attempt('s3:DeleteObject', key, () =>
    client.send(
      new DeleteObjectCommand({ Bucket: bucket.settings.bucket, Key: key }),
      signal === undefined ? {} : { abortSignal: signal },
    ),
  );
}
