import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { isDenial, ShoeboxError } from '../core/failure';
import type { ObjectMetadata, ObjectRef } from '../core/s3-object';
import { isRefusalWithoutBody } from './aws-failure';
import type { Bucket, S3Action } from './bucket';
import { listObjectsOnce } from './list-objects';
import { objectMetadata } from './object-mapping';
import { signedRequest } from './signed-request';

/** @throws ShoeboxError `name-taken` when there is an object. */
export async function assertKeyFree(bucket: Bucket, key: string, signal: AbortSignal): Promise<void> {
  if ((await headObject(bucket, { key }, signal)) !== null) throw new ShoeboxError('name-taken');
}

/**
 * What S3 tells of an object; null when there is none. One request, unless S3 refuses without saying why, since answers
 * to HEAD have no body. Then a list is asked for, whose refusals do say why; after that HEAD once more; and last the
 * object's first byte, whose refusal says what is the matter with this very object: four requests at the most.
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
    return retryHead(bucket, object, isRefused(error), signal);
  }
}

/** A 400, where nothing is denied: some S3s refuse to be asked for checksums. */
const isRefused = (error: unknown): boolean =>
  error instanceof ShoeboxError && error.code === 'request-refused';

/**
 * After a list was answered; without asking for checksums, if that may be what was refused. A 400 that comes all the same, and
 * can't be told in words, is one that passes (RequestTimeout).
 */
async function retryHead(
  bucket: Bucket,
  object: ObjectRef,
  withoutChecksums: boolean,
  signal: AbortSignal,
): Promise<ObjectMetadata | null> {
  try {
    return await headOnce(bucket, object, signal, !withoutChecksums);
  } catch (cause) {
    if (!isRefusalWithoutBody(cause)) throw cause;
    await readFirstByte(bucket, object, signal);
    throw isRefused(cause) ? new ShoeboxError('s3-unavailable', {}, { cause }) : cause;
  }
}

/**
 * Asks for a byte of an object for the sake of the words with which S3 refuses it: that its key may not be used (KMS),
 * that it is encrypted with a key of somebody's own, that a policy forbids it.
 * @throws ShoeboxError what S3 says, if it says anything
 */
async function readFirstByte(
  bucket: Bucket,
  { key, versionId }: ObjectRef,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', range: 'bytes=0-0' };
  const query: Record<string, string> = versionId === undefined ? {} : { versionId };
  try {
    await bucket.attempt(readAction(versionId), key, async () => {
      const response = await signedRequest(bucket, { method: 'GET', key, query, headers }, signal);
      await response.body?.cancel();
    });
  } catch (error) {
    // An empty object has no first byte (416): it can be read.
    const isReadable = error instanceof ShoeboxError && error.detail['reason'] === 'InvalidRange';
    if (!isReadable && !isRefusalWithoutBody(error)) throw error;
  }
}

const readAction = (versionId: string | undefined): S3Action =>
  versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';

async function headOnce(
  bucket: Bucket,
  { key, versionId }: ObjectRef,
  signal: AbortSignal,
  withChecksums = true,
): Promise<ObjectMetadata | null> {
  try {
    const command = new HeadObjectCommand({
      Bucket: bucket.settings.bucket,
      Key: key,
      VersionId: versionId,
      ChecksumMode: withChecksums ? 'ENABLED' : undefined,
    });
    const found = await bucket.sendOnce(readAction(versionId), key, signal, (s3, options) =>
      s3.send(command, options),
    );
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
    if (!(error instanceof ShoeboxError) || !isDenial(error.code)) throw error;
    return null;
  }
}
