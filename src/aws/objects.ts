import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { linkDisposition } from '../core/content-disposition';
import { ShoeboxError } from '../core/failure';
import type { NewObject, ObjectMetadata, ObjectRef } from '../core/s3-object';
import { isRefusalWithoutBody } from './aws-failure';
import type { Bucket } from './bucket';
import { conditionalWrite, MAY_APPLY_WITHIN_MS } from './conditional-write';
import { decodeKey, objectMetadata } from './object-mapping';
import { signedPut } from './signed-put';

/** An object with all its bytes, and their SHA-256 in base64. */
export interface ObjectWithBody extends NewObject {
  readonly body: Blob;
  readonly checksum: string;
}

/** Stores an object in place of what is there, if anything. */
export async function replaceObject(
  bucket: Bucket,
  object: ObjectWithBody,
  signal: AbortSignal,
): Promise<void> {
  const { key, body, mediaType, metadata, checksum } = object;
  const headers = { 'content-type': mediaType, ...metadataHeaders(metadata) };
  await bucket.attempt('s3:PutObject', key, () =>
    signedPut(bucket, { key, query: {}, headers, body, checksum }, signal),
  );
}

/** `x-amz-meta-…` for user metadata. */
const metadataHeaders = (metadata: NewObject['metadata']): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));

/**
 * Stores an object under a key that nothing has yet. Resolves with its entity tag once S3 has confirmed it with its
 * checksum verified. Looks first where S3 does not heed the condition.
 * @throws ShoeboxError `name-taken` when the key exists.
 */
export function putObject(bucket: Bucket, object: ObjectWithBody, signal: AbortSignal): Promise<string> {
  const { key, body, mediaType, metadata, checksum } = object;
  const disposition = linkDisposition(mediaType);
  const send = async (): Promise<string> => {
    const headers = {
      'content-type': mediaType,
      ...(disposition !== null && { 'content-disposition': disposition }),
      ...(bucket.conditions.shouldSend('putCondition') && { 'if-none-match': '*' }),
      ...metadataHeaders(metadata),
    };
    const { etag } = await bucket.attempt('s3:PutObject', key, () =>
      signedPut(bucket, { key, query: {}, headers, body, checksum }, signal),
    );
    return etag;
  };
  const write = {
    ...{ conditions: ['putCondition'] as const, key, mayApplyWithinMs: MAY_APPLY_WITHIN_MS, send },
    writeId: `put ${checksum} ${JSON.stringify(metadata)}`,
    precheck: () => assertKeyFree(bucket, key, signal),
  };
  return conditionalWrite(bucket, write, signal);
}

/** @throws ShoeboxError `name-taken` when there is an object. */
export async function assertKeyFree(bucket: Bucket, key: string, signal: AbortSignal): Promise<void> {
  if ((await headObject(bucket, { key }, signal)) !== null) throw new ShoeboxError('name-taken');
}

/**
 * S3's answer to HEAD; null when there is no such object. One request, unless S3 refuses without a word: then a list is
 * asked for the reason, since its refusals have words, and after that HEAD once more.
 * @throws ShoeboxError; `s3-unavailable` also for a refusal of which S3 will not tell the reason.
 */
export async function headObject(
  bucket: Bucket,
  object: ObjectRef,
  signal: AbortSignal,
): Promise<ObjectMetadata | null> {
  try {
    return await headOnce(bucket, object, signal);
  } catch (error) {
    if (!isRefusalWithoutBody(error)) throw error;
    const isListed = await listsKey(bucket, object.key, signal);
    // Some S3s (Ceph's before 2026) refuse to say of a key that nothing is there.
    if (isListed === false && object.versionId === undefined) return null;
    // It may have been the clock, which the SDK has set right on hearing of it; a permission is missing still.
    return retryHead(bucket, object, signal);
  }
}

/** After a list was answered: a 400 that comes all the same is one that passes (RequestTimeout). */
async function retryHead(
  bucket: Bucket,
  object: ObjectRef,
  signal: AbortSignal,
): Promise<ObjectMetadata | null> {
  try {
    return await headOnce(bucket, object, signal);
  } catch (cause) {
    const isUnknown = isRefusalWithoutBody(cause) && !(cause instanceof ShoeboxError);
    throw isUnknown ? new ShoeboxError('s3-unavailable', {}, { cause }) : cause;
  }
}

async function headOnce(
  bucket: Bucket,
  { key, versionId }: ObjectRef,
  signal: AbortSignal,
): Promise<ObjectMetadata | null> {
  try {
    const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    const command = new HeadObjectCommand({
      Bucket: bucket.settings.bucket,
      Key: key,
      VersionId: versionId,
      ChecksumMode: 'ENABLED',
    });
    const found = await bucket.sendOnce(action, key, signal, (s3, options) => s3.send(command, options));
    // Half an answer would make our own object a stranger's.
    if (found.ContentLength === undefined || found.ETag === undefined)
      throw new ShoeboxError('not-confirmed');
    return objectMetadata(key, found);
  } catch (error) {
    if (error instanceof ShoeboxError && error.code === 'object-not-found') return null;
    throw error;
  }
}

/** Whether a list has the key; null when it may not be listed. Throws why S3 refuses just now, if that is not the reason. */
async function listsKey(bucket: Bucket, key: string, signal: AbortSignal): Promise<boolean | null> {
  const { settings } = bucket;
  const command = new ListObjectsV2Command({
    ...{ Bucket: settings.bucket, Prefix: key, MaxKeys: 1, EncodingType: 'url' },
  });
  try {
    const page = await bucket.sendOnce('s3:ListBucket', key, signal, (s3, options) =>
      s3.send(command, options),
    );
    const [first] = page.Contents ?? [];
    return first !== undefined && decodeKey(first.Key) === key;
  } catch (error) {
    if (!(error instanceof ShoeboxError) || error.code !== 'access-denied') throw error;
    return null;
  }
}
