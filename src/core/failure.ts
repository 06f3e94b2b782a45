/**
 * Every way in which Shoebox expects to fail. The set is closed: `i18n/failure-messages.ts` holds a sentence and a next
 * step for each, and does not compile while one is missing.
 */
export const FAILURE_CODES = [
  // Set-up
  'not-configured',
  'invalid-settings',
  // Cognito
  'identity-pool-not-found',
  'guests-not-allowed',
  'identity-pool-role-missing',
  'cognito-unavailable',
  // Sign-in
  'sign-in-needed',
  'sign-in-cancelled',
  'sign-in-not-finished',
  'sign-out-not-told',
  'sign-in-already-open',
  'sign-in-interrupted',
  'sign-in-needs-permission',
  'sign-in-not-in-private-windows',
  'sign-in-provider-unreachable',
  'sign-in-provider-unknown',
  'sign-in-provider-refused',
  'sign-in-redirect-refused',
  'sign-in-client-unknown',
  'sign-in-client-secret',
  'sign-in-clock',
  'sign-in-response-invalid',
  'sign-in-not-trusted',
  'sign-in-role-missing',
  // Access keys
  'access-keys-needed',
  'invalid-access-keys',
  'access-keys-not-kept',
  'access-key-unknown',
  'access-key-mismatch',
  // The way to AWS
  'offline',
  'endpoint-unreachable',
  'throttled',
  's3-unavailable',
  'clock-skew',
  'credentials-expired',
  'request-expired',
  'signature-rejected',
  'region-not-enabled',
  'session-token-refused',
  // The bucket
  'bucket-not-found',
  'wrong-region',
  'wrong-region-unknown',
  's3-unsupported',
  'access-denied',
  'denied-by-role',
  'denied-by-bucket-policy',
  'denied-by-key-policy',
  'denied-by-organization',
  'denied-by-permissions-boundary',
  'denied-by-session-policy',
  'denied-by-endpoint-policy',
  'requester-pays',
  'kms-key-not-found',
  'kms-key-unusable',
  'operation-conflict',
  'metadata-too-large',
  'object-too-large',
  'object-locked',
  'object-needs-customer-key',
  'request-refused',
  'object-not-found',
  'object-archived',
  'not-confirmed',
  'list-repeats',
  // Albums
  'album-name-empty',
  'album-name-slash',
  'album-name-dots',
  'album-name-reserved',
  'album-name-control-characters',
  'album-name-too-long',
  'album-exists',
  'album-into-itself',
  'album-there-already',
  'key-too-long',
  'key-not-addressable',
  'name-taken',
  // What is done with photos that are there
  'photo-changed',
  'photo-exists',
  'photo-name-empty',
  'job-gone',
  'album-kept',
  'tags-unknown',
  'copy-too-large',
  'download-gone',
  'upload-gone',
  // The picture on the page
  'source-not-found',
  'source-forbidden',
  'source-answered-error',
  'source-unreachable',
  'source-needs-permission',
  'source-not-an-image',
  'source-empty',
  'source-truncated',
  'source-unsupported',
  'source-on-disk',
  'source-too-large',
  'source-gone',
  'source-fetched-as-stranger',
  'source-redirected',
  'source-redirected-as-stranger',
  'source-private',
  'source-too-slow',
  'source-streamed',
  'source-not-media',
  'source-not-the-file',
  'source-better-refused',
  'source-other-picture',
  'source-redrawn',
  'source-photographed',
  'source-not-in-view',
  'screen-needs-click',
  'source-unreadable',
  'page-closed',
  'selection-without-images',
  'not-converted',
  'converted-without-hdr',
  'converted-without-motion',
  'converted-without-hdr-and-motion',
  'location-not-removed',
  'source-taken-as-shown',
  'page-unreadable',
  // Transfers
  'browser-storage-full',
  'bytes-changed',
  'connection-stalled',
  'keeps-being-interrupted',
  'file-unreadable',
  'interrupted',
  'transfer-gone',
  'other-bucket',
  'other-user',
  // Anything else: a defect of ours or of a server. Keeps its cause in `technical`.
  'unexpected',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Whether the answer may have been lost on its way although the server did what it was asked. */
export const mayHaveSucceeded = (code: FailureCode): boolean =>
  code === 'endpoint-unreachable' ||
  code === 'connection-stalled' ||
  code === 'offline' ||
  code === 's3-unavailable' ||
  code === 'not-confirmed' ||
  code === 'unexpected';

/** Whether AWS's rules forbid it, whichever of them. */
export const isDenial = (code: FailureCode): boolean =>
  code === 'access-denied' || code.startsWith('denied-by-');

const FINAL: readonly FailureCode[] = [
  'sign-in-not-in-private-windows',
  'list-repeats',
  'object-too-large',
  'copy-too-large',
  'object-needs-customer-key',
  'key-not-addressable',
  'job-gone',
  'download-gone',
  'source-unsupported',
  'source-on-disk',
  'source-private',
  'source-streamed',
  'page-closed',
  'page-unreadable',
  'selection-without-images',
  'file-unreadable',
  'transfer-gone',
];

/** Whether trying again comes to the same: the user has to do something else, which the next step says. */
export const isFinal = (code: FailureCode): boolean => FINAL.includes(code);

/** Facts that the sentence for the user names, such as the denied action. Never secrets, never markup. */
export type FailureDetail = Readonly<Record<string, string>>;

/** A failure as plain data: it crosses messages and lies in IndexedDB unchanged. */
export interface Failure {
  readonly code: FailureCode;
  readonly detail: FailureDetail;
  /** What the server or the browser itself said, to be copied into a bug report. */
  readonly technical: string;
}

/** A failure as an exception. Compare `code`; `instanceof` does not hold across extension contexts. */
export class ShoeboxError extends Error {
  override readonly name = 'ShoeboxError';
  readonly code: FailureCode;
  readonly detail: FailureDetail;

  /** What the server's `Retry-After` asked for, in milliseconds; null without one. Lost when it travels as data. */
  readonly retryAfterMs: number | null;

  constructor(
    code: FailureCode,
    detail: FailureDetail = {},
    options: { readonly cause?: unknown; readonly retryAfterMs?: number | null } = {},
  ) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** What storage refuses a write with when the disk, or this extension's share of it, is full. */
export const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';

/** What a write to storage failed with: `browser-storage-full`, if that is why, else the error itself. */
export const storageFailure = (error: unknown): unknown =>
  isQuotaError(error) ? new ShoeboxError('browser-storage-full', {}, { cause: error }) : error;

export const isShoeboxError = (error: unknown): error is ShoeboxError =>
  error instanceof Error && error.name === 'ShoeboxError';

const technicalText = (error: unknown): string => {
  const cause = isShoeboxError(error) ? error.cause : error;
  if (cause === undefined) return '';
  // biome-ignore lint/plugin/no-silent-catch: an object without a text of its own still has a kind.
  try {
    return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  } catch {
    return Object.prototype.toString.call(cause);
  }
};

/** Any thrown thing as plain data. What was not thrown by us becomes `unexpected` with its cause kept. */
export function toFailure(error: unknown): Failure {
  return isShoeboxError(error)
    ? { code: error.code, detail: error.detail, technical: technicalText(error) }
    : { code: 'unexpected', detail: {}, technical: technicalText(error) };
}

/** The way back: rethrow on the caller's side what arrived as data. */
export function fromFailure(failure: Failure): ShoeboxError {
  // As a text, not as an Error: so it comes out of toFailure again as it went in, however often it travels.
  const cause = failure.technical === '' ? undefined : failure.technical;
  return new ShoeboxError(failure.code, failure.detail, { cause });
}
