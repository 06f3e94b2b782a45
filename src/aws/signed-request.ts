import { abortable } from '../core/promises';
import { objectUrl } from '../core/s3-url';
import type { Bucket } from './bucket';
import { payerHeaders } from './bucket-demands';
import { errorFromResponse } from './error-response';

/** One request about an object. */
export interface SignedRequest {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; values are ASCII. `x-amz-content-sha256`, the hash of the body in hex, must be among them. */
  readonly headers: Readonly<Record<string, string>> & { readonly 'x-amz-content-sha256': string };
  readonly body?: Blob;
}

/**
 * Sends a request past the SDK's client: that takes some milliseconds for each, which counts for hundreds; signer and
 * credentials are the SDK's. A Blob is streamed by the browser, never read into memory. Nothing is sent when the signal
 * is aborted.
 * @throws what {@link Bucket.attempt} makes a ShoeboxError of.
 */
export async function signedRequest(
  bucket: Bucket,
  { method, key, query, headers: own, body }: SignedRequest,
  signal: AbortSignal,
): Promise<Response> {
  const { settings, s3Once, signer, identity } = bucket;
  signal.throwIfAborted();
  const { protocol, hostname, port, host, pathname, origin } = objectUrl(settings, key);
  await abortable(signal, identity.credentials()); // they come with the time to sign by
  const signing = signer.sign(
    {
      ...{ method, protocol, hostname, path: pathname, query: { ...query } },
      ...(port !== '' && { port: Number(port) }),
      headers: { ...own, ...payerHeaders(settings), host },
    },
    { signingDate: new Date(Date.now() + s3Once.config.systemClockOffset) },
  );
  const signed = await abortable(signal, signing);
  const { host: _, ...headers } = signed.headers; // the browser's own to set
  const response = await fetch(`${origin}${pathname}${search(query)}`, {
    ...{ method, headers, signal, credentials: 'omit', cache: 'no-store', redirect: 'manual' },
    ...(body !== undefined && { body }),
  });
  bucket.observeServerDate(response.headers.get('date'));
  if (!response.ok) throw await errorFromResponse(response, s3Once.config);
  return response;
}

const search = (query: Readonly<Record<string, string>>): string => {
  const fields = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return fields.length === 0 ? '' : `?${fields.join('&')}`;
};
