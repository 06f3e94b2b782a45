import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { ShoeboxError } from '../core/failure';
import type { ObjectMetadata, ObjectRef } from '../core/s3-object';
import { isRefusalWithoutBody } from './aws-failure';
import type { Bucket } from './bucket';
import { listObjectsOnce } from './list-objects';
import { objectMetadata } from './object-mapping';

/** @throws ShoeboxError `name-taken` when there is an object. */
export async function assertKeyFree(bucket: Bucket, key: string, signal: AbortSignal): Promise<void> {
  if ((await headObject(bucket, { key }, signal)) !== null) throw new ShoeboxError('name-taken');
}

/**
 * What S3 tells of an object; null when there is none. One request, unless S3 refuses without saying why, since answers
 * to HEAD have no body: then a list is sent, whose refusals do say why, and after that HEAD once more.
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
  try {
    const { objects } = await listObjectsOnce(bucket, { prefix: key, maxKeys: 1 }, signal);
    return objects[0]?.key === key;
  } catch (error) {
    if (!(error instanceof ShoeboxError) || error.code !== 'access-denied') throw error;
    return null;
  }
}
