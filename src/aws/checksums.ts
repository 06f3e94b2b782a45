import { base64OfBytes } from '../core/encoding';
import { isShoeboxError } from '../core/failure';
import { md5 } from '../core/md5';
import type { Capabilities } from './capabilities';

// Checksums go with what is sent, and are asked for, until an S3 refuses them; what the signature holds of the bytes, it
// verifies all the same.

/** The headers that carry checksums, name their algorithm, or ask for them. */
const CHECKSUM_HEADER = /^x-amz-(?:sdk-)?checksum-/i;

/** As stores speak of them: "Unsupported header 'x-amz-checksum-sha256' received for this API call." (Backblaze B2) */
const NAMES_CHECKSUMS = /x-amz-(?:sdk-)?checksum|checksum-?algorithm/i;

/** What else is said of checksums: that one is missing, or does not match. */
const SAYS_OTHERWISE = /required|must|missing|match|digest/i;

/** An error of the SDK, or like one. */
interface Refusal extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** S3's `<Header>` in `NotImplemented`. */
  readonly Header?: string;
}

/**
 * Whether S3 refuses a request because it knows no checksums.
 * @param isOddAlone whether a 501 that names nothing can be about nothing else
 */
function refusesChecksums(error: unknown, isOddAlone: boolean): boolean {
  const said: unknown = isShoeboxError(error) ? error.cause : error;
  if (!(said instanceof Error)) return false;
  const { name, message, $metadata, Header = '' }: Refusal = said;
  const status = $metadata?.httpStatusCode;
  const text = `${message} ${Header}`;
  if (NAMES_CHECKSUMS.test(text))
    return (status === 400 || status === 501) && !SAYS_OTHERWISE.test(`${name} ${text}`);
  return status === 501 && isOddAlone && Header === '';
}

/**
 * Sends a request with checksums, and once more without where S3 refuses them. After that none are sent, for as long as the
 * bucket is open.
 * @param hasConditions whether a 501 may be about these: to be known by S3's words alone
 */
export async function sendWithChecksums<Value>(
  capabilities: Capabilities,
  hasConditions: boolean,
  send: (withChecksums: boolean) => Promise<Value>,
): Promise<Value> {
  if (!capabilities.shouldSend('checksums')) return send(false);
  try {
    return await send(true);
  } catch (error) {
    if (!refusesChecksums(error, !hasConditions)) throw error;
    const value = await send(false);
    // Not before: it may have been something else after all.
    capabilities.markUnsupported('checksums');
    return value;
  }
}

type Headers = Readonly<Record<string, string>>;

/** A request as the SDK's middleware sees it. */
interface SdkRequest {
  readonly headers: Headers;
  readonly body?: unknown;
}

const isSdkRequest = (value: unknown): value is SdkRequest =>
  typeof value === 'object' && value !== null && 'headers' in value;

const withoutChecksums = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !CHECKSUM_HEADER.test(name)));

/** Where {@link checksumsIfTaken} stands: after all that adds checksums, before what signs. */
export const LAST_BEFORE_SIGNING = { step: 'build', priority: 'low', name: 'checksumsIfTaken' } as const;

/** Where {@link contentMd5} stands: after what adds the SDK's checksum. */
export const AFTER_SDK_CHECKSUM = {
  relation: 'after',
  toMiddleware: 'flexibleChecksumsMiddleware',
  name: 'contentMd5',
} as const;

/** {@link sendWithChecksums} for requests of the SDK: their headers, not what stands in their documents. */
export const checksumsIfTaken =
  (capabilities: Capabilities) =>
  <Args extends { request?: unknown }, Output>(next: (args: Args) => Promise<Output>) =>
  (args: Args): Promise<Output> => {
    const { request } = args;
    if (!isSdkRequest(request)) return next(args);
    const names = Object.keys(request.headers);
    if (!names.some(name => CHECKSUM_HEADER.test(name))) return next(args);
    const hasConditions = names.some(name => /^(?:if|x-amz-copy-source-if)-/i.test(name));
    return sendWithChecksums(capabilities, hasConditions, isSent =>
      next({
        ...args,
        request: { ...request, headers: isSent ? { ...request.headers } : withoutChecksums(request.headers) },
      }),
    );
  };

/**
 * For DeleteObjects, which takes nothing without a checksum: `Content-MD5` in place of the SDK's CRC-32, which older stores
 * refuse, or do not count ("MissingContentMD5").
 */
export const contentMd5 =
  <Args extends { request?: unknown }, Output>(next: (args: Args) => Promise<Output>) =>
  (args: Args): Promise<Output> => {
    const { request } = args;
    if (!isSdkRequest(request)) return next(args);
    const { body } = request;
    const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(String(body));
    const headers = { ...withoutChecksums(request.headers), 'content-md5': base64OfBytes(md5(bytes)) };
    return next({ ...args, request: { ...request, headers } });
  };
