import type { FailureCode } from '../core/failure';

/** What to do after a request failed. */
export type RetryDecision =
  | { readonly kind: 'fail' }
  /** Costs no attempt: nothing can be sent. */
  | { readonly kind: 'wait-for-network' }
  /** Costs no attempt either: the user has to come. */
  | { readonly kind: 'wait-for-user' }
  | { readonly kind: 'retry'; readonly afterMs: number };

/** How many attempts a code gets in all, and how far its pauses grow. */
interface RetryLimits {
  readonly tries: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Busy or broken servers: ten attempts over about a minute (the mean of the pauses, which are random); AWS's own SDKs give
 * up after three to ten within 20 s. A network that comes back takes longer than a server, so it gets more time.
 */
const BUSY: RetryLimits = { tries: 10, baseMs: 500, capMs: 30_000 };
const UNREACHABLE: RetryLimits = { tries: 12, baseMs: 500, capMs: 60_000 };
/** The failed attempt itself put it right (new credentials, S3's clock is known); if not at once, then not at all. */
const AT_ONCE: RetryLimits = { tries: 3, baseMs: 0, capMs: 0 };
/** Where S3 keeps refusing the bytes as damaged, the connection damages them. */
const DAMAGED: RetryLimits = { tries: 5, baseMs: 200, capMs: 5_000 };

/** Keys that were made a moment ago are not known everywhere yet; a signature may have been damaged on its way. */
const REFUSED_KEYS: RetryLimits = { tries: 4, baseMs: 1_000, capMs: 8_000 };

/** Codes that can go away by themselves. All others fail at once, with their reason. */
const RETRY_LIMITS: Readonly<Partial<Record<FailureCode, RetryLimits>>> = {
  throttled: BUSY,
  's3-unavailable': BUSY,
  'cognito-unavailable': BUSY,
  'operation-conflict': BUSY,
  'endpoint-unreachable': UNREACHABLE,
  'sign-in-provider-unreachable': UNREACHABLE,
  'connection-stalled': { tries: 5, baseMs: 500, capMs: 10_000 },
  'credentials-expired': AT_ONCE,
  'clock-skew': AT_ONCE,
  'request-expired': AT_ONCE,
  'not-confirmed': DAMAGED,
  'access-key-unknown': REFUSED_KEYS,
  'access-key-mismatch': REFUSED_KEYS,
};

/** Nothing can go on before the user has signed in, or entered access keys. */
const WAITING_FOR_USER: readonly FailureCode[] = ['sign-in-needed', 'other-user', 'access-keys-needed'];

/** The longest pause that a server can ask for; a longer `Retry-After` counts as this. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;

/** One failed attempt. */
export interface FailedAttempt {
  readonly code: FailureCode;
  /** What `Retry-After` asked for, in milliseconds; null without one. */
  readonly retryAfterMs: number | null;
}

/**
 * What to do next: exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), never
 * less than the server asked for. `before` are the codes of the attempts that failed earlier, for this one request;
 * `random` is in [0, 1).
 */
export function decideRetry(
  { code, retryAfterMs }: FailedAttempt,
  before: readonly FailureCode[],
  random: number,
): RetryDecision {
  if (code === 'offline') return { kind: 'wait-for-network' };
  if (WAITING_FOR_USER.includes(code)) return { kind: 'wait-for-user' };
  const limits = RETRY_LIMITS[code];
  const tries = before.filter(other => other === code).length + 1;
  if (limits === undefined || tries >= limits.tries || before.length >= UNREACHABLE.tries)
    return { kind: limits === REFUSED_KEYS ? 'wait-for-user' : 'fail' };
  const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** (tries - 1));
  const asked = Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  return { kind: 'retry', afterMs: Math.max(Math.round(random * ceiling), asked) };
}
