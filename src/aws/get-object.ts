import { boundedBody } from '../core/bounded-body';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { ExpectedObject } from '../core/s3-object';
import type { Bucket } from './bucket';
import { signedRequest } from './signed-request';

/** Of an object that somebody stored compressed, and said so, the browser would unpack the bytes: others, and more. */
const AS_IT_LIES = { 'response-content-encoding': 'identity' };

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
        { method: 'GET', key, query: AS_IT_LIES, headers },
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
