import { createHash, createHmac } from 'node:crypto';

/** Lower-case names, values as received (latin1, one character a byte), repeated fields joined by a comma. */
export type HeaderFields = Readonly<Record<string, string>>;

/** What a signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** Percent-decoded once. */
  readonly path: string;
  /** Decoded pairs. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: HeaderFields;
}

/** Day, region and service that a signing key is made for. */
export interface CredentialScope {
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** RFC 3986 encoding as AWS wants it: everything but unreserved characters, in upper-case hex. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The canonical request of Signature Version 4. For S3 the path is encoded once and never normalised. */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const path = request.path.split('/').map(awsEncode).join('/');
  const query = request.query
    .map(([name, value]) => [awsEncode(name), awsEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders.map(
    name => `${name}:${(request.headers[name] ?? '').trim().replaceAll(/ +/gu, ' ')}\n`,
  );
  return [request.method, path, query, headers.join(''), signedHeaders.join(';'), payloadHash].join('\n');
}

/** The text whose HMAC is the signature. */
export function stringToSign(canonical: string, timestamp: string, scope: CredentialScope): string {
  // Header values hold one character per byte, so latin1 gives back the bytes that were sent.
  const hash = createHash('sha256').update(canonical, 'latin1').digest('hex');
  return [
    'AWS4-HMAC-SHA256',
    timestamp,
    `${scope.day}/${scope.region}/${scope.service}/aws4_request`,
    hash,
  ].join('\n');
}

/** The signature in hex. */
export function signature(secretAccessKey: string, scope: CredentialScope, textToSign: string): string {
  const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  const dayKey = hmac(`AWS4${secretAccessKey}`, scope.day);
  const signingKey = hmac(hmac(hmac(dayKey, scope.region), scope.service), 'aws4_request');
  return hmac(signingKey, textToSign).toString('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
