import { ShoeboxError } from '../core/failure';
import { objectUrl } from '../core/service-hosts';
import type { Bucket } from './bucket';
import { hexOfBase64 } from './hex';
import { refusalOf } from './refusal';

/** One PUT of bytes: an object, or a part of one. */
export interface SignedPut {
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; values are ASCII. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob;
  /** SHA-256 of the body in base64. */
  readonly checksum: string;
}

/** What S3 acknowledged. */
export interface Acknowledged {
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Sends bytes with their SHA-256, once as S3's checksum, which it keeps, and once as the signed hash of the payload,
 * which S3s verify that know no checksums. Not through the SDK's client: that takes some milliseconds for a request,
 * which counts for hundreds of small pictures; signer and credentials are the SDK's. The Blob is streamed by the
 * browser, never read into memory.
 * @throws what {@link Bucket.attempt} makes a ShoeboxError of; `not-confirmed` when the answer is no acknowledgement.
 */
export async function signedPut(bucket: Bucket, put: SignedPut, signal: AbortSignal): Promise<Acknowledged> {
  const { settings, s3Once, signer } = bucket;
  // No URL can have a path segment of dots: it would lead to another key.
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(put.key)) throw new ShoeboxError('album-name-dots');
  const { protocol, hostname, port, host, pathname, origin } = objectUrl(settings, put.key);
  const signed = await signer.sign(
    {
      method: 'PUT',
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      query: { ...put.query },
      headers: {
        ...put.headers,
        host,
        'x-amz-checksum-sha256': put.checksum,
        'x-amz-content-sha256': hexOfBase64(put.checksum),
      },
    },
    { signingDate: new Date(Date.now() + s3Once.config.systemClockOffset) },
  );
  const { host: _, ...headers } = signed.headers; // the browser's own to set
  const response = await fetch(`${origin}${pathname}${search(put.query)}`, {
    method: 'PUT',
    headers,
    body: put.body,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    signal,
  });
  if (!response.ok) throw await refusalOf(response, s3Once.config);
  const etag = (response.headers.get('etag') ?? '').replaceAll('"', '');
  const verified = response.headers.get('x-amz-checksum-sha256') ?? put.checksum;
  if (etag === '' || verified !== put.checksum) throw new ShoeboxError('not-confirmed');
  return { etag };
}

const search = (query: Readonly<Record<string, string>>): string => {
  const fields = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return fields.length === 0 ? '' : `?${fields.join('&')}`;
};
