import { isOptInRegion, isRegion } from '../core/aws-names';
import { type FailureDetail, ShoeboxError } from '../core/failure';
import { safeWords } from '../core/safe-words';
import type { Settings } from '../core/settings';
import { accessDenial } from './access-denial';

/** What was being done when AWS said no: it names the missing permission. */
export interface AwsRequestContext {
  /** IAM's name of it: `s3:PutObject`. */
  readonly action: string;
  /** ARN that the policy has to allow it on. */
  readonly resource: string;
  readonly bucket: string;
  readonly region: string;
  /** Host that was called. */
  readonly host: string;
  readonly key: string;
  /** Whose credentials were refused: guests and users have a role each, access keys none. */
  readonly access: Settings['access'];
}

/** The parts of the SDK's exceptions that are read; errors it has no class for carry S3's XML fields. */
interface AwsException {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  /** S3's `<Region>` in `AuthorizationHeaderMalformed` and `PermanentRedirect`. */
  readonly Region?: string;
  readonly $retryable?: unknown;
}

/** What an error means, and which facts its sentence names. */
type KnownError = readonly [code: ShoeboxError['code'], ...facts: (keyof AwsRequestContext)[]];

/** Names as Cognito's and S3's API references list them. */
const BY_NAME: Readonly<Record<string, KnownError>> = {
  // Cognito Identity
  NotAuthorizedException: ['guests-not-allowed'],
  InvalidIdentityPoolConfigurationException: ['identity-pool-role-missing'],
  ResourceNotFoundException: ['identity-pool-not-found', 'region'],
  ValidationException: ['identity-pool-not-found', 'region'],
  InvalidParameterException: ['identity-pool-not-found', 'region'],
  TooManyRequestsException: ['throttled'],
  LimitExceededException: ['throttled'],
  InternalErrorException: ['cognito-unavailable'],
  ExternalServiceException: ['cognito-unavailable'],
  // The SDK's provider, of an answer without an identity or credentials.
  CredentialsProviderError: ['cognito-unavailable'],
  // S3
  SlowDown: ['throttled'],
  ThrottlingException: ['throttled'],
  TooManyRequests: ['throttled'],
  NoSuchBucket: ['bucket-not-found', 'bucket'],
  AccessDenied: ['access-denied', 'action', 'resource'],
  AccessDeniedException: ['access-denied', 'action', 'resource'],
  AllAccessDisabled: ['access-denied', 'action', 'resource'],
  AccessControlListNotSupported: ['access-denied', 'action', 'resource'],
  Forbidden: ['access-denied', 'action', 'resource'],
  RequestTimeTooSkewed: ['clock-skew'],
  RequestExpired: ['request-expired'],
  SignatureDoesNotMatch: ['signature-rejected'],
  ExpiredToken: ['credentials-expired'],
  InvalidToken: ['credentials-expired'],
  InvalidAccessKeyId: ['credentials-expired'],
  NoSuchKey: ['object-not-found', 'key'],
  NoSuchVersion: ['object-not-found', 'key'],
  NotFound: ['object-not-found', 'key'],
  // Glacier, Deep Archive, the archive tiers of Intelligent-Tiering.
  InvalidObjectState: ['object-archived', 'key'],
  NotImplemented: ['s3-unsupported'],
  PreconditionFailed: ['name-taken'],
  // Somebody else writes to this key just now; to be tried again (S3 User Guide, "Conditional writes").
  ConditionalRequestConflict: ['s3-unavailable'],
  OperationAborted: ['operation-conflict'],
  KeyTooLongError: ['key-too-long'],
  MetadataTooLarge: ['metadata-too-large'],
  EntityTooLarge: ['object-too-large'],
  'KMS.NotFoundException': ['kms-key-not-found'],
  'KMS.ThrottlingException': ['throttled'],
  NoSuchUpload: ['upload-gone'],
  // A connection that S3 waited on for too long.
  RequestTimeout: ['s3-unavailable'],
  // S3 does not know the parts of an upload as we do.
  InvalidPart: ['not-confirmed'],
  InvalidPartOrder: ['not-confirmed'],
  EntityTooSmall: ['not-confirmed'],
  BadDigest: ['not-confirmed'],
  XAmzContentSHA256Mismatch: ['not-confirmed'],
  XAmzContentChecksumMismatch: ['not-confirmed'],
  IncompleteBody: ['not-confirmed'],
};

/** What is said of credentials, where they are access keys: those of a pool are renewed. */
const OF_KEYS: Readonly<Record<string, KnownError>> = {
  InvalidAccessKeyId: ['access-key-unknown'],
  SignatureDoesNotMatch: ['access-key-mismatch'],
  // Not of AWS: access keys have no token, and no end. Some stores say so of keys that were deleted.
  InvalidToken: ['access-key-unknown'],
  ExpiredToken: ['access-key-unknown'],
  // Cloudflare R2, and Google Cloud Storage ("XML API: HTTP status and error codes").
  Unauthorized: ['access-key-unknown'],
  InvalidSecurity: ['access-key-unknown'],
};

/** "Credential access key has length 20, should be 32" (R2, as `InvalidArgument`). */
const IS_ABOUT_KEY_ID = /access key has length/i;

/** For answers without a body, such as HEAD's. */
const BY_STATUS: Readonly<Record<number, keyof typeof BY_NAME>> = {
  // Some versions of MinIO (2023, 2024) answer so where `If-None-Match: *` does not hold, instead of 412.
  304: 'PreconditionFailed',
  403: 'AccessDenied',
  404: 'NotFound',
  408: 'RequestTimeout',
  412: 'PreconditionFailed',
  429: 'SlowDown',
};

/** Names come from the server: one that every object has is none of ours. */
const byName = (name: string): KnownError | undefined =>
  Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;

const REGION_ERRORS = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'InvalidRegionName', // Cloudflare R2
]);

/**
 * "The eu-south-1 location constraint is incompatible …": S3 says so of a bucket in a region that is opted into. "Must be one
 * of: wnam, …, apac, oc, auto": R2, whose buckets all are in the last one.
 */
const regionOfMessage = (message: string): string | undefined =>
  /\bThe (\S+-\d+) location constraint\b/.exec(message)?.[1] ??
  /\bMust be one of: .*\b(auto)$/.exec(message)?.[1];

function wrongRegion(error: AwsException, attempt: AwsRequestContext): FailureDetail | null {
  const { httpStatusCode } = error.$metadata ?? {};
  const named =
    error.Region ?? error.$response?.headers?.['x-amz-bucket-region'] ?? regionOfMessage(error.message);
  // The answer may be anybody's; and the bucket is not where it was looked for.
  const region = named !== undefined && isRegion(named) && named !== attempt.region ? named : undefined;
  const isRedirect = httpStatusCode === 301 || httpStatusCode === 307 || REGION_ERRORS.has(error.name);
  if (!isRedirect && (region === undefined || httpStatusCode !== 400)) return null;
  return { bucket: attempt.bucket, ...(region !== undefined && { region }) };
}

/** No answer at all. Chrome: "Failed to fetch"; Firefox: "NetworkError when attempting to fetch resource." */
const isNetworkError = (error: AwsException): boolean =>
  error.name === 'TypeError' || error.name === 'TimeoutError' || error.name === 'NetworkingError';

const statusOf = ({ $metadata }: AwsException): number => $metadata?.httpStatusCode ?? 0;

/** HEAD's answers have no body: the SDK calls them by their status, or "UnknownError". */
const hasNoErrorCode = ({ name }: AwsException): boolean =>
  /^(\d+|Unknown\w*|Error|S3ServiceException)$/.test(name);

/**
 * Whether a refusal says nothing but no: the answers to HEAD have no body. It may be for want of a permission, for
 * credentials that have expired, or for a wrong clock.
 */
export function isRefusalWithoutBody(error: unknown): boolean {
  const said = error instanceof ShoeboxError ? error.cause : error;
  return isAwsException(said) && hasNoErrorCode(said) && [400, 401, 403].includes(statusOf(said));
}

/**
 * Whether S3 refused a write under a condition since another one to the same key was under way. A PUT may be sent again;
 * an upload in parts is to be begun anew (S3 API reference, CompleteMultipartUpload).
 */
export const isConflict = (error: unknown): boolean =>
  error instanceof ShoeboxError &&
  error.cause instanceof Error &&
  error.cause.name === 'ConditionalRequestConflict';

/** Whether S3 has no such request, or not with what was asked for in it: 501, and 405 from some. */
export const isUnsupported = (error: unknown): boolean =>
  error instanceof ShoeboxError &&
  (error.code === 's3-unsupported' || (isAwsException(error.cause) && statusOf(error.cause) === 405));

/**
 * Whether S3 does not take the session token for one: it is damaged, or the region takes none that the account's global
 * STS endpoint issued (IAM User Guide, "Manage AWS STS in an AWS Region").
 */
export const isUnknownToken = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'InvalidToken' || error.name === 'InvalidAccessKeyId');

/** AWS's longest names of errors have about 40 characters, its longest sentences, with two ARNs in them, about 500. */
const MAX_NAME = 64;
const MAX_WORDS = 1000;

const isServerError = (error: AwsException): boolean => statusOf(error) >= 500;

/** Success by its status, but not a document that says so: cut, empty, or of somebody in between. */
const isUnreadableSuccess = (error: AwsException): boolean => statusOf(error) >= 200 && statusOf(error) < 300;

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs({ $response }: AwsException): number | null {
  const header = $response?.headers?.['retry-after'];
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/**
 * An error of the SDK as one of ours. Aborts and what is one of ours already are handed back unchanged; a refusal that
 * is not known becomes `request-refused` with AWS's words as its cause.
 */
export function awsFailure(error: unknown, attempt: AwsRequestContext): unknown {
  if (!isAwsException(error) || error.name === 'AbortError' || error.name === 'ShoeboxError') return error;
  // What the server said is shown under "Details". Errors that nobody answered with have no words of strangers.
  if (statusOf(error) > 0)
    Object.assign(error, {
      name: safeWords(error.name, MAX_NAME),
      message: safeWords(error.message, MAX_WORDS),
    });
  const options = { cause: error, retryAfterMs: retryAfterMs(error) };
  const region = wrongRegion(error, attempt);
  if (region !== null) {
    const code = 'region' in region ? 'wrong-region' : 'wrong-region-unknown';
    return new ShoeboxError(code, region, options);
  }
  const known = hasNoErrorCode(error)
    ? byName(BY_STATUS[statusOf(error)] ?? '')
    : byNameOrWords(error, attempt);
  if (known !== undefined) {
    const [code, ...facts] = known;
    const detail = Object.fromEntries(facts.map(fact => [fact, attempt[fact]]));
    if (code !== 'access-denied') return new ShoeboxError(code, detail, options);
    const denial = accessDenial(error.message, attempt.key);
    const whose = attempt.access === 'guest' ? {} : { access: attempt.access };
    return new ShoeboxError(denial.code, { ...detail, ...denial.detail, ...whose }, options);
  }
  if (isServerError(error)) {
    return new ShoeboxError(
      attempt.action.startsWith('cognito') ? 'cognito-unavailable' : 's3-unavailable',
      {},
      options,
    );
  }
  if (statusOf(error) >= 400) {
    const reason = hasNoErrorCode(error) ? `HTTP ${statusOf(error)}` : error.name;
    return new ShoeboxError('request-refused', { reason }, options);
  }
  if (isNetworkError(error)) {
    return navigator.onLine
      ? new ShoeboxError('endpoint-unreachable', { host: attempt.host }, options)
      : new ShoeboxError('offline', {}, options);
  }
  return isUnreadableSuccess(error) ? new ShoeboxError('not-confirmed', {}, options) : error;
}

/** What the names alone do not tell. */
function byNameOrWords(
  error: AwsException,
  { region, action, access }: AwsRequestContext,
): KnownError | undefined {
  const { name, message } = error;
  if (access === 'keys' && Object.hasOwn(OF_KEYS, name)) return OF_KEYS[name];
  if (access === 'keys' && IS_ABOUT_KEY_ID.test(message)) return ['access-key-unknown'];
  if (name === 'InvalidRequest' && message.includes('Server Side Encryption'))
    return ['object-needs-customer-key', 'key'];
  if (isUnknownToken(error) && action.startsWith('s3:') && isOptInRegion(region))
    return ['region-not-enabled', 'region'];
  return byName(name) ?? (name.startsWith('KMS.') ? ['kms-key-unusable'] : undefined);
}

const isAwsException = (error: unknown): error is AwsException => error instanceof Error;
