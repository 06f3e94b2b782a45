import { clamp } from '../core/clamp';
import { attachmentNamed } from '../core/content-disposition';
import type { ObjectRef } from '../core/s3-object';
import { objectUrl } from '../core/s3-url';
import type { Bucket } from './bucket';
import { payerHeaders } from './bucket-demands';

/** Longest life of a presigned URL: seven days (SigV4, "Authenticating requests: using query parameters"). */
const MAX_LIFE_SECONDS = 604_800;

/** A URL that shows an object to whoever has it. */
export interface PresignedUrl {
  readonly url: string;
  /** By this computer's clock, milliseconds since 1970; no later than the end of the credentials that signed it, if any. */
  readonly expiresAt: number;
}

/** What S3 is to say of an object in its answer: `response-content-type` … */
type ResponseOverrides = Readonly<Record<string, string>>;

/** With access keys, URLs for showing stay the same for so long; each is good for another hour at least. */
const WINDOW_MS = 60 * 60_000;

/**
 * For showing. Signs as of the moment the credentials were issued: so the same object has the same URL for as long as
 * they live, and the browser's cache recognises it. The signer is used directly: the SDK's whole way to a request takes
 * several times as long, which counts for a page of 1000 photos.
 */
export async function presignObject(
  bucket: Bucket,
  object: ObjectRef,
  overrides: ResponseOverrides = {},
): Promise<PresignedUrl> {
  const { issuedAt, end, now, offset } = await timesOf(bucket);
  // Access keys were issued long ago, and have no end.
  const from = issuedAt ?? Math.floor(now / WINDOW_MS) * WINDOW_MS;
  const expiresAt = end ?? from + 2 * WINDOW_MS;
  const url = await presign(bucket, object, from, expiresAt, overrides);
  return { url, expiresAt: expiresAt - offset };
}

/** For sending on: works from now on for so many seconds, or until the credentials end; access keys have no end. */
export async function presignFor(
  bucket: Bucket,
  key: string,
  seconds: number,
  overrides: ResponseOverrides = {},
): Promise<PresignedUrl> {
  const { end, now, offset } = await timesOf(bucket);
  const expiresAt = Math.min(end ?? Number.POSITIVE_INFINITY, now + seconds * 1000);
  const url = await presign(bucket, { key }, now, expiresAt, overrides);
  return { url, expiresAt: expiresAt - offset };
}

/** For the browser to save under a name, which it may begin to do within the next hour. */
export async function presignDownload(bucket: Bucket, key: string, name: string): Promise<string> {
  const { end, now } = await timesOf(bucket);
  const until = Math.min(end ?? Number.POSITIVE_INFINITY, now + DOWNLOAD_BEGINS_WITHIN_MS);
  return presign(bucket, { key }, now, until, { 'response-content-disposition': attachmentNamed(name) });
}

const DOWNLOAD_BEGINS_WITHIN_MS = 60 * 60_000;

/** When a URL can begin and end, by S3's clock, in milliseconds since 1970; `offset`: how far that is ahead of this computer's. */
async function timesOf(bucket: Bucket) {
  const { issuedAt, expiresAt: end } = await bucket.identity.credentials();
  // Credentials of a pool come with S3's time. Whoever gets the URL is told by it when it ends.
  if (issuedAt === null) await bucket.learnServerDate();
  const now = bucket.now();
  return { issuedAt, end, now, offset: now - Date.now() };
}

/** `from` and `until`: milliseconds since 1970, by S3's clock. */
async function presign(
  { signer, settings }: Bucket,
  { key, versionId }: ObjectRef,
  from: number,
  until: number,
  query: ResponseOverrides = {},
): Promise<string> {
  const life = Math.floor((until - from) / 1000);
  const { protocol, hostname, port, host, pathname } = objectUrl(settings, key);
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      // Nobody has a body to send yet.
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      query: { ...query, ...payerHeaders(settings), ...(versionId !== undefined && { versionId }) },
    },
    { signingDate: new Date(from), expiresIn: clamp(life, 1, MAX_LIFE_SECONDS) },
  );
  const fields = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return `${protocol}//${host}${pathname}?${fields.join('&')}`;
}
