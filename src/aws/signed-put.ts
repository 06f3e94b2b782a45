import { hexOfBase64 } from '../core/encoding';
import { ShoeboxError } from '../core/failure';
import type { Bucket } from './bucket';
import { sendWithChecksums } from './checksums';
import { bareETag } from './object-mapping';
import { signedRequest } from './signed-request';

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
export interface PutResult {
  /** Without quotes. */
  readonly etag: string;
}

/**
 * Sends bytes with their SHA-256, once as S3's checksum, which it keeps, and once as the signed hash of the payload,
 * which S3s verify that know no checksums; as this alone where S3 refuses the first.
 * @throws what {@link Bucket.attempt} makes a ShoeboxError of; `not-confirmed` when the answer is no acknowledgement.
 */
export async function signedPut(bucket: Bucket, put: SignedPut, signal: AbortSignal): Promise<PutResult> {
  const { key, query, headers, body, checksum } = put;
  const hash = { 'x-amz-content-sha256': hexOfBase64(checksum) };
  const response = await sendWithChecksums(bucket.capabilities, 'if-none-match' in headers, isSent => {
    const sums = { ...(isSent && { 'x-amz-checksum-sha256': checksum }), ...hash };
    return signedRequest(
      bucket,
      { method: 'PUT', key, query, headers: { ...headers, ...sums }, body },
      signal,
    );
  });
  const etag = bareETag(response.headers.get('etag'));
  const verified = response.headers.get('x-amz-checksum-sha256') ?? checksum;
  if (etag === '' || verified !== checksum) throw new ShoeboxError('not-confirmed');
  return { etag };
}
