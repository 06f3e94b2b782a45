import { S3Error } from '../s3/s3-error';
import type { CredentialScope, HeaderFields, SignedRequest } from './canonical';

interface CommonClaim {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20270131T120000Z` */
  readonly timestamp: string;
  /** The same in milliseconds since 1970. */
  readonly signedAt: number;
  readonly sessionToken: string | undefined;
  /** The last line of the canonical request. */
  readonly payloadHash: string;
}

/** A signature as the client presents it, understood but not yet verified. */
export type SignatureClaim =
  | (CommonClaim & { readonly via: 'header' })
  | (CommonClaim & { readonly via: 'query'; readonly lifeSeconds: number });

/** S3's limit for presigned URLs: seven days. */
const MAX_LIFE_SECONDS = 604_800;

/** Reads `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. */
export function signatureOfHeader(headers: HeaderFields): SignatureClaim {
  const match =
    /^AWS4-HMAC-SHA256 +Credential=(?<credential>[^,]+), *SignedHeaders=(?<signedHeaders>[^,]+), *Signature=(?<signature>[^, ]+)$/u.exec(
      headers['authorization'] ?? '',
    );
  const { credential, signedHeaders, signature } = match?.groups ?? {};
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    throw new S3Error('AuthorizationHeaderMalformed');
  }
  const payloadHash = headers['x-amz-content-sha256'];
  if (payloadHash === undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Missing required header for this request: x-amz-content-sha256',
    });
  }
  const timestamp = headers['x-amz-date'] ?? timestampOfHttpDate(headers['date']);
  return {
    via: 'header',
    ...parseCredential(credential, () => new S3Error('AuthorizationHeaderMalformed')),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    signedAt: parseTimestamp(timestamp),
    sessionToken: headers['x-amz-security-token'],
    payloadHash,
  };
}

/** Reads the `X-Amz-*` parameters of a presigned URL. */
export function signatureOfQuery(request: SignedRequest): SignatureClaim {
  const query = new Map(request.query);
  const required = (name: string) => {
    const value = query.get(name);
    if (value === undefined) {
      throw new S3Error('AuthorizationQueryParametersError', {
        message:
          'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      });
    }
    return value;
  };
  if (required('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new S3Error('AuthorizationQueryParametersError', {
      message: 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"',
    });
  }
  const timestamp = required('X-Amz-Date');
  return {
    via: 'query',
    ...parseCredential(required('X-Amz-Credential'), () => new S3Error('AuthorizationQueryParametersError')),
    signedHeaders: required('X-Amz-SignedHeaders').split(';'),
    signature: required('X-Amz-Signature'),
    timestamp,
    signedAt: parseTimestamp(timestamp),
    sessionToken: query.get('X-Amz-Security-Token'),
    payloadHash:
      request.headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    lifeSeconds: parseLife(required('X-Amz-Expires')),
  };
}

function parseCredential(
  credential: string,
  malformed: () => S3Error,
): Pick<CommonClaim, 'accessKeyId' | 'scope'> {
  const [accessKeyId, day, region, service, terminator, ...rest] = credential.split('/');
  if (
    accessKeyId === undefined ||
    day === undefined ||
    region === undefined ||
    service === undefined ||
    terminator !== 'aws4_request' ||
    rest.length > 0
  ) {
    throw malformed();
  }
  return { accessKeyId, scope: { day, region, service } };
}

function parseLife(text: string): number {
  const seconds = Number(text);
  const refuse = (message: string) => new S3Error('AuthorizationQueryParametersError', { message });
  if (!/^-?\d+$/u.test(text)) throw refuse('X-Amz-Expires should be a number');
  if (seconds < 0) throw refuse('X-Amz-Expires must be non-negative');
  if (seconds > MAX_LIFE_SECONDS) {
    throw refuse(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${MAX_LIFE_SECONDS} seconds`,
    );
  }
  return seconds;
}

function parseTimestamp(timestamp: string): number {
  const iso = timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, '$1-$2-$3T$4:$5:$6Z');
  const milliseconds = iso === timestamp ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(milliseconds)) throw noDate();
  return milliseconds;
}

function timestampOfHttpDate(date: string | undefined): string {
  const milliseconds = Date.parse(date ?? '');
  if (Number.isNaN(milliseconds)) throw noDate();
  return new Date(milliseconds).toISOString().replaceAll(/[-:]|\.\d+/gu, '');
}

function noDate(): S3Error {
  return new S3Error('AccessDenied', {
    message: 'AWS authentication requires a valid Date or x-amz-date header',
  });
}
