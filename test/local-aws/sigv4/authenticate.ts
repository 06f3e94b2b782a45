import { timingSafeEqual } from 'node:crypto';
import type { Keyring, Principal } from '../iam/principal';
import { S3Error } from '../s3/s3-error';
import { refusedBy } from '../stores/heeded';
import type { Refusal } from '../stores/profile';
import {
  type CredentialScope,
  canonicalRequest,
  type SignedRequest,
  signature,
  stringToSign,
} from './canonical';
import { type SignatureClaim, signatureOfHeader, signatureOfQuery } from './signature-claim';

/** What the signature says about the body. */
export type PayloadClaim =
  | { readonly kind: 'unsigned' }
  /** Hex SHA-256 of the whole body. */
  | { readonly kind: 'signed'; readonly sha256: string }
  /** aws-chunked with a checksum behind the body; the chunks themselves are not signed. */
  | { readonly kind: 'unsigned-trailer' };

/** A request whose signature holds. */
export interface Authentication {
  readonly principal: Principal;
  readonly signedRegion: string;
  readonly payload: PayloadClaim;
}

/** What a signature is checked against. */
export interface SignatureRules {
  readonly keyring: Keyring;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The regions that may be signed for; the first one is named to who signed for another. */
  readonly regions: 'any' | readonly [string, ...string[]];
  /** How another region is refused, where not in AWS's words. */
  readonly wrongRegion?: ((region: string) => Refusal) | undefined;
}

/** S3 tolerates clocks that are 15 minutes apart. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** Checks Signature Version 4, in the header or presigned; throws the `S3Error` that S3 would answer. */
export function authenticate(request: SignedRequest, rules: SignatureRules): Authentication {
  const claim = claimOf(request);
  checkScope(claim, rules);
  checkTime(claim, rules.now);
  const credential = rules.keyring.find(claim.accessKeyId, claim.sessionToken);
  checkHeadersAreSigned(request, claim);
  // A presigned URL is signed without the parameter that carries the signature.
  const query = request.query.filter(([name]) => claim.via === 'header' || name !== 'X-Amz-Signature');
  const canonical = canonicalRequest({ ...request, query }, claim.signedHeaders, claim.payloadHash);
  const textToSign = stringToSign(canonical, claim.timestamp, claim.scope);
  if (!sameText(signature(credential.secretAccessKey, claim.scope, textToSign), claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', {
      details: {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: textToSign,
        SignatureProvided: claim.signature,
        CanonicalRequest: canonical,
      },
    });
  }
  return {
    principal: credential.principal,
    signedRegion: claim.scope.region,
    payload: payloadOf(claim.payloadHash),
  };
}

function claimOf(request: SignedRequest): SignatureClaim {
  if (request.headers['authorization'] !== undefined) return signatureOfHeader(request.headers);
  if (request.query.some(([name]) => name === 'X-Amz-Algorithm')) return signatureOfQuery(request);
  throw new S3Error('AccessDenied'); // there is no anonymous access here
}

function checkScope(claim: SignatureClaim, { regions, wrongRegion }: SignatureRules): void {
  const { region, service, day }: CredentialScope = claim.scope;
  const headers = regions === 'any' ? {} : { 'x-amz-bucket-region': regions[0] };
  const fail = (problem: string, details: Readonly<Record<string, string>> = {}) =>
    claim.via === 'header'
      ? new S3Error('AuthorizationHeaderMalformed', {
          message: `The authorization header is malformed; ${problem}`,
          details,
          headers,
        })
      : new S3Error('AuthorizationQueryParametersError', {
          message: `Error parsing the X-Amz-Credential parameter; ${problem}`,
          details,
          headers,
        });
  if (regions !== 'any' && !regions.includes(region)) {
    if (wrongRegion !== undefined) throw refusedBy(wrongRegion(region));
    throw fail(`the region '${region}' is wrong; expecting '${regions[0]}'`, { Region: regions[0] });
  }
  if (service !== 's3') throw fail(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (day !== claim.timestamp.slice(0, 8)) {
    throw fail(
      `Invalid credential date "${day}". This date is not the same as X-Amz-Date: "${claim.timestamp}".`,
    );
  }
}

function checkTime(claim: SignatureClaim, now: number): void {
  const isoNow = new Date(now).toISOString();
  if (claim.via === 'query') {
    const expires = claim.signedAt + claim.lifeSeconds * 1000;
    if (claim.signedAt - MAX_SKEW_MS > now) {
      throw new S3Error('AccessDenied', {
        message: 'Request is not yet valid',
        details: { ServerTime: isoNow },
      });
    }
    if (expires < now) {
      throw new S3Error('AccessDenied', {
        message: 'Request has expired',
        details: {
          'X-Amz-Expires': claim.lifeSeconds,
          Expires: new Date(expires).toISOString(),
          ServerTime: isoNow,
        },
      });
    }
  } else if (Math.abs(claim.signedAt - now) > MAX_SKEW_MS) {
    throw new S3Error('RequestTimeTooSkewed', {
      details: {
        RequestTime: claim.timestamp,
        ServerTime: isoNow,
        MaxAllowedSkewMilliseconds: MAX_SKEW_MS,
      },
    });
  }
}

/** S3 wants the host and every `x-amz-*` header under the signature, so that nobody adds one on the way. */
function checkHeadersAreSigned(request: SignedRequest, claim: SignatureClaim): void {
  const unsigned = Object.keys(request.headers).filter(
    name => (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', {
      message: 'There were headers present in the request which were not signed',
      details: { HeadersNotSigned: unsigned.join(', ') },
    });
  }
}

function payloadOf(payloadHash: string): PayloadClaim {
  if (payloadHash === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' };
  if (payloadHash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return { kind: 'unsigned-trailer' };
  if (/^[0-9a-f]{64}$/u.test(payloadHash)) return { kind: 'signed', sha256: payloadHash };
  if (payloadHash.startsWith('STREAMING-')) {
    throw new S3Error('NotImplemented', { message: `${payloadHash} is not implemented here` });
  }
  throw new S3Error('InvalidArgument', {
    message:
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER or a valid sha256 value.',
    details: { ArgumentName: 'x-amz-content-sha256', ArgumentValue: payloadHash },
  });
}

function sameText(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)];
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB);
}
