import { linkDisposition } from '../core/content-disposition';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { NewObject } from '../core/s3-object';
import type { Bucket } from './bucket';
import { encryptionHeaders } from './bucket-demands';
import { conditionalWrite, MAY_APPLY_WITHIN_MS } from './conditional-write';
import { deleteUnchanged } from './deletions';
import { assertKeyFree, headObject } from './head-object';
import { signedPut } from './signed-put';

/** An object with all its bytes, and their SHA-256 in base64. */
export interface ObjectWithBody extends NewObject {
  readonly body: Blob;
  readonly checksum: string;
}

/**
 * Stores an object in place of what is there, if anything. First under the condition that nothing is, until S3 has
 * answered that with 501: some buckets refuse every PutObject that has none ("Enforce conditional writes on Amazon S3
 * buckets", S3 User Guide).
 */
export async function replaceObject(
  bucket: Bucket,
  object: ObjectWithBody,
  signal: AbortSignal,
): Promise<void> {
  const condition = bucket.capabilities.shouldSend('putCondition') ? { 'if-none-match': '*' } : null;
  try {
    await send(bucket, object, condition ?? {}, signal);
  } catch (error) {
    if (condition === null) throw error;
    const isThere = isShoeboxError(error) && (error.code === 'name-taken' || error.code === 's3-unsupported');
    if (!isThere) throw error;
    if (error.code === 's3-unsupported') bucket.capabilities.markUnsupported('putCondition');
    await send(bucket, object, {}, signal);
  }
}

async function send(
  bucket: Bucket,
  { key, body, mediaType, metadata, checksum }: ObjectWithBody,
  own: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const headers = {
    'content-type': mediaType,
    ...encryptionHeaders(bucket.settings),
    ...own,
    ...metadataHeaders(metadata),
  };
  const { etag } = await bucket.attempt('s3:PutObject', key, () =>
    signedPut(bucket, { key, query: {}, headers, body, checksum }, signal),
  );
  return etag;
}

/** `x-amz-meta-…` for user metadata. */
const metadataHeaders = (metadata: NewObject['metadata']): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));

/**
 * Stores an object under a key that nothing has yet. Resolves with its entity tag once S3 has confirmed it with its
 * checksum verified, or its size where S3 verifies none. Checks first where S3 does not honour the condition.
 * @throws ShoeboxError `name-taken` when the key exists; `not-confirmed` for one that was cut, which is removed.
 */
export async function putObject(
  bucket: Bucket,
  object: ObjectWithBody,
  signal: AbortSignal,
): Promise<string> {
  const { key, mediaType, metadata, checksum } = object;
  const disposition = linkDisposition(mediaType);
  const write = {
    ...{ conditions: ['putCondition'] as const, key, mayApplyWithinMs: MAY_APPLY_WITHIN_MS },
    writeId: `put ${checksum} ${JSON.stringify(metadata)}`,
    precheck: () => assertKeyFree(bucket, key, signal),
    send: () => {
      const headers = {
        ...(disposition !== null && { 'content-disposition': disposition }),
        ...(bucket.capabilities.shouldSend('putCondition') && { 'if-none-match': '*' }),
      };
      return send(bucket, object, headers, signal);
    },
  };
  const etag = await conditionalWrite(bucket, write, signal);
  if (bucket.capabilities.storesDamaged) await assertWhole(bucket, object, etag, signal);
  return etag;
}

/** Whether S3 has as many bytes as were sent: all that can be told where it stores what does not match its checksum. */
async function assertWhole(
  bucket: Bucket,
  { key, body: { size } }: ObjectWithBody,
  etag: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await headObject(bucket, { key }, signal);
  if (found?.size === size) return;
  if (found?.etag === etag) await deleteUnchanged(bucket, { key, etag, size: found.size }, signal);
  throw new ShoeboxError('not-confirmed');
}
