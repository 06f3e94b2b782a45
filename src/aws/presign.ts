import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { objectUrl } from '../core/service-hosts';
import type { Bucket } from './bucket';

/** Longest life of a presigned URL: seven days (SigV4, "Authenticating requests: using query parameters"). */
const MAX_LIFE_SECONDS = 604_800;

/** A URL that shows an object to whoever has it. */
export interface PresignedUrl {
  readonly url: string;
  /** Milliseconds since 1970: the end of the credentials that signed it. */
  readonly expiresAt: number;
}

/**
 * Signs as of the moment the credentials were issued: so the same object has the same URL for as long as they live,
 * and the browser's cache recognises it. The signer is used directly: the SDK's whole way to a request takes several
 * times as long, which counts for a page of 1000 photos.
 */
export async function presignObject({ s3, guest, settings }: Bucket, key: string): Promise<PresignedUrl> {
  const { issuedAt, expiresAt } = await guest.credentials();
  // What the SDK has learned of this computer's clock; its own requests are corrected by it already.
  const signedAt = issuedAt + s3.config.systemClockOffset;
  const life = Math.floor((expiresAt - signedAt) / 1000);
  const { protocol, hostname, port, host, pathname } = objectUrl(settings, key);
  const signed = await new S3RequestPresigner(s3.config).presign(
    {
      method: 'GET',
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      headers: { host },
      query: {},
    },
    { signingDate: new Date(signedAt), expiresIn: Math.min(Math.max(life, 1), MAX_LIFE_SECONDS) },
  );
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return { url: `${protocol}//${host}${pathname}?${query.join('&')}`, expiresAt };
}
