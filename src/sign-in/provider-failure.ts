import {
  AuthorizationResponseError,
  INVALID_RESPONSE,
  JWT_TIMESTAMP_CHECK,
  OperationProcessingError,
  PARSE_ERROR,
  RESPONSE_IS_NOT_CONFORM,
  RESPONSE_IS_NOT_JSON,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import { safeWords } from '../core/safe-words';

/** What was being done. */
interface Attempt {
  readonly step: 'discovery' | 'page' | 'exchange' | 'refresh' | 'revocation';
  readonly host: string;
  readonly clientId: string;
  /** With `page`: the address that it is to lead back to. */
  readonly redirectUrl?: string;
}

/** Of errors and their descriptions. */
const MAX_WORDS = 300;

/** At this host is no OpenID provider, or another one. */
export const unknownProvider = (host: string, cause?: unknown): ShoeboxError =>
  new ShoeboxError('sign-in-provider-unknown', { host }, { cause });

/** An error of oauth4webapi or of `fetch` as one of ours. */
export function providerFailure(error: unknown, attempt: Attempt): unknown {
  if (isShoeboxError(error)) return error;
  const { step, host, clientId, redirectUrl = '' } = attempt;
  const options = { cause: error };
  const status = statusOf(error);
  if (isNetworkError(error) && !navigator.onLine) return new ShoeboxError('offline', {}, options);
  if (isNetworkError(error) || status >= 500 || status === 429) {
    // The page is there, and the token endpoint lets nobody read its refusal: what is left is the redirect address.
    if (step === 'page')
      return new ShoeboxError('sign-in-redirect-refused', { redirect: redirectUrl }, options);
    return new ShoeboxError('sign-in-provider-unreachable', { host }, options);
  }
  if (step === 'discovery') return unknownProvider(host, error);
  const said = errorOf(error);
  // It says nothing of the refresh token, which may be good again in a moment.
  if (step === 'refresh' && isNoAnswer(error, said))
    return new ShoeboxError('sign-in-provider-unreachable', { host }, options);
  if (step === 'page') {
    return said === 'invalid_client'
      ? new ShoeboxError('sign-in-client-unknown', { client: clientId }, options)
      : new ShoeboxError('sign-in-redirect-refused', { redirect: redirectUrl }, options);
  }
  if (step === 'refresh' && said === 'invalid_grant') return new ShoeboxError('sign-in-needed', {}, options);
  // It has just let this client show its login page.
  if (said === 'invalid_client') {
    const code = step === 'exchange' ? 'sign-in-client-secret' : 'sign-in-client-unknown';
    return new ShoeboxError(code, { client: clientId }, options);
  }
  if (said !== null || status >= 400) {
    const reason = safeWords(wordsOf(error) || `HTTP ${status}`, MAX_WORDS);
    return new ShoeboxError('sign-in-provider-refused', { reason }, options);
  }
  const isTime = error instanceof OperationProcessingError && error.code === JWT_TIMESTAMP_CHECK;
  return new ShoeboxError(isTime ? 'sign-in-clock' : 'sign-in-response-invalid', {}, options);
}

/** What the library finds where something else than an OAuth endpoint answered: a proxy, or a page that says "back soon". */
const NO_ANSWER: ReadonlySet<string | undefined> = new Set([
  PARSE_ERROR,
  RESPONSE_IS_NOT_JSON,
  RESPONSE_IS_NOT_CONFORM,
  INVALID_RESPONSE,
]);

/** Whether the token endpoint has not decided: it was not it who answered, or it can't just now (RFC 6749, 4.1.2.1). */
const isNoAnswer = (error: unknown, said: string | null): boolean =>
  error instanceof OperationProcessingError
    ? NO_ANSWER.has(error.code)
    : said === 'server_error' || said === 'temporarily_unavailable';

/** Nobody answered: `fetch` throws a TypeError, as the library does for arguments of a wrong type, which has a code. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof Error &&
  ((error.name === 'TypeError' && !('code' in error)) || error.name === 'TimeoutError');

/** HTTP status of an answer that is a refusal; 0 for other errors. */
function statusOf(error: unknown): number {
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError)
    return error.status;
  return error instanceof OperationProcessingError && error.cause instanceof Response
    ? error.cause.status
    : 0;
}

/** The `error` of RFC 6749, 4.1.2.1 and 5.2; null for other errors. */
function errorOf(error: unknown): string | null {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) return error.error;
  return error instanceof WWWAuthenticateChallengeError ? 'invalid_client' : null;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ResponseBodyError || error instanceof AuthorizationResponseError)) return '';
  return error.error_description === undefined ? error.error : `${error.error}: ${error.error_description}`;
}

/** What a provider says that must ask the user (OpenID Connect Core 1.0, 3.1.2.6). */
const ASKS = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

/** Whether there is no sign-in without a question. */
export const mustAskUser = (failure: ShoeboxError): boolean =>
  failure.cause instanceof AuthorizationResponseError && ASKS.has(failure.cause.error);
