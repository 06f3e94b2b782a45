import { boundedBody } from '../core/bounded-body';
import type { ObjectRef } from '../core/s3-object';
import type { Bucket } from './bucket';
import { errorFromResponse } from './error-response';
import { presignObject } from './presign';

/** Nothing that is read so is large: an answer that has not come after so long is not worth waiting for. */
const PATIENCE_MS = 60_000;

interface ReadOptions {
  /** The object must still have this entity tag; null: any. */
  readonly etag: string | null;
  /** @throws `source-too-large` for more. */
  readonly maxBytes: number;
  /** Only so many of its first bytes; null: all. */
  readonly firstBytes: number | null;
}

/**
 * Bytes of an object, bounded, tried once.
 * @throws ShoeboxError `object-not-found`, `source-too-large`, `source-truncated` …
 */
export async function readObject(
  bucket: Bucket,
  object: ObjectRef,
  { etag, maxBytes, firstBytes }: ReadOptions,
): Promise<Blob> {
  const headers = {
    ...(etag !== null && { 'if-match': `"${etag}"` }),
    ...(firstBytes !== null && { range: `bytes=0-${firstBytes - 1}` }),
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
      signal: AbortSignal.any([controller.signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (!response.ok) throw await errorFromResponse(response, bucket.s3Once.config);
    return boundedBody(response, { host: bucket.host, maxBytes, abort: () => controller.abort() });
  });
}
