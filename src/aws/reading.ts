import { boundedBody } from '../core/bounded-body';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { Subject } from '../core/job-item';
import type { FetchedBytes, ObjectName } from '../jobs/ports';
import type { Reading } from '../thumbnails/ports';
import type { Bucket } from './bucket';
import { presignObject } from './presign';
import { refusalOf } from './refusal';

/** Nothing that is read so is large: an answer that has not come after so long is not worth waiting for. */
const PATIENCE_MS = 60_000;

/**
 * Bytes of an object, bounded, tried once.
 * @throws ShoeboxError `object-not-found`, `source-too-large`, `source-truncated` …
 */
export async function readObject(bucket: Bucket, object: ObjectName, reading: Reading): Promise<Blob> {
  const { etag, maxBytes, firstBytes } = reading;
  const headers = {
    ...(etag !== null && ifMatch(etag)),
    ...(firstBytes !== null && { range: `bytes=0-${firstBytes - 1}` }),
  };
  const answer = await read(bucket, { object, headers, maxBytes }, AbortSignal.timeout(PATIENCE_MS));
  return answer.blob;
}

/**
 * Bytes of an object that is still as it is expected to be, tried once; all of them without a range.
 * @throws ShoeboxError `object-not-found`, `photo-changed`, `connection-stalled` …
 */
export async function fetchPart(
  bucket: Bucket,
  { key, size, etag }: Subject,
  range: { readonly start: number; readonly end: number } | null,
  signal: AbortSignal,
): Promise<FetchedBytes> {
  const headers = {
    ...ifMatch(etag),
    ...(range !== null && { range: `bytes=${range.start}-${range.end - 1}` }),
  };
  const maxBytes = range === null ? size : range.end - range.start;
  try {
    return await read(bucket, { object: { key }, headers, maxBytes }, signal);
  } catch (cause) {
    if (!isShoeboxError(cause)) throw cause;
    const { host } = bucket;
    if (cause.code === 'name-taken' || cause.code === 'source-too-large')
      throw new ShoeboxError('photo-changed', { key }, { cause });
    // It began to come, and broke off or stood still.
    if (cause.code === 'source-truncated' || cause.code === 'source-too-slow')
      throw new ShoeboxError('connection-stalled', { host }, { cause });
    throw cause;
  }
}

const ifMatch = (etag: string): Record<string, string> => ({ 'if-match': `"${etag.replaceAll('"', '')}"` });

interface Wanted {
  readonly object: ObjectName;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
}

const read = (
  bucket: Bucket,
  { object, headers, maxBytes }: Wanted,
  signal: AbortSignal,
): Promise<FetchedBytes> => {
  const action = object.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return bucket.attempt(action, object.key, async () => {
    const { url } = await presignObject(bucket, object);
    const controller = new AbortController();
    const response = await fetch(url, {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.any([controller.signal, signal]),
    });
    if (!response.ok) throw await refusalOf(response, bucket.s3Once.config);
    const abort = (): void => controller.abort();
    return {
      blob: await boundedBody(response, { host: bucket.host, maxBytes, abort }),
      lastModified: Date.parse(response.headers.get('last-modified') ?? '') || Date.now(),
    };
  });
};
