import { boundedBody } from '../core/bounded-body';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { ExpectedObject, ObjectRef } from '../core/s3-object';
import type { Bucket } from './bucket';
import { errorFromResponse } from './error-response';
import { presignObject } from './presign';
import { signedRequest } from './signed-request';

/** Of an object that somebody stored compressed, and said so, the browser would unpack the bytes: others, and more. */
const AS_STORED = { 'response-content-encoding': 'identity' };

/**
 * Bytes of an object that is still as it is expected to be, tried once; all of them without a range.
 * @throws ShoeboxError `object-not-found`, `photo-changed`, `connection-stalled` …
 */
export async function getObjectBytes(
  bucket: Bucket,
  { key, size, etag }: ExpectedObject,
  range: { readonly start: number; readonly end: number } | null,
  signal: AbortSignal,
): Promise<{ readonly blob: Blob; readonly lastModified: number }> {
  const { host } = bucket;
  const headers = {
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    'if-match': `"${etag}"`,
    ...(range !== null && { range: `bytes=${range.start}-${range.end - 1}` }),
  };
  const stop = new AbortController();
  try {
    return await bucket.attempt('s3:GetObject', key, async () => {
      const response = await signedRequest(
        bucket,
        { method: 'GET', key, query: AS_STORED, headers },
        AbortSignal.any([stop.signal, signal]),
      );
      const maxBytes = range === null ? size : range.end - range.start;
      return {
        blob: await boundedBody(response, { host, maxBytes, abort: () => stop.abort() }),
        lastModified: Date.parse(response.headers.get('last-modified') ?? '') || Date.now(),
      };
    });
  } catch (cause) {
    if (!isShoeboxError(cause)) throw cause;
    if (cause.code === 'name-taken' || cause.code === 'source-too-large')
      throw new ShoeboxError('photo-changed', { key }, { cause });
    // It began to come, and broke off or stood still.
    if (cause.code === 'source-truncated' || cause.code === 'source-too-slow')
      throw new ShoeboxError('connection-stalled', { host }, { cause });
    throw cause;
  }
}

/** Nothing that is read so is large: an answer that has not come after so long is not worth waiting for. */
const READ_TIMEOUT_MS = 60_000;

interface ReadOptions {
  /** The object must still have this entity tag; null: any. */
  readonly etag: string | null;
  /** @throws `source-too-large` for more. */
  readonly maxBytes: number;
  /** Only those from `start` up to `end`; null: all. */
  readonly range: { readonly start: number; readonly end: number } | null;
}

/**
 * Bytes of an object, bounded, tried once.
 * @throws ShoeboxError `object-not-found`, `source-too-large`, `source-truncated` …
 */
export async function readObject(
  bucket: Bucket,
  object: ObjectRef,
  { etag, maxBytes, range }: ReadOptions,
): Promise<Blob> {
  const headers = {
    ...(etag !== null && { 'if-match': `"${etag}"` }),
    ...(range !== null && { range: `bytes=${range.start}-${range.end - 1}` }),
  };
  const action = object.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return bucket.attempt(action, object.key, async () => {
    const { url } = await presignObject(bucket, object);
    const controller = new AbortController();
    const response = await fetch(url, {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.any([controller.signal, AbortSignal.timeout(READ_TIMEOUT_MS)]),
    });
    if (!response.ok) throw await errorFromResponse(response, bucket.s3Once.config);
    return boundedBody(response, { host: bucket.host, maxBytes, abort: () => controller.abort() });
  });
}
