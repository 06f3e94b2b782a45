import { type FailureCode, isShoeboxError, type ShoeboxError } from './failure';
import { needsSignIn } from './login';

const ACCESS_KEYS_FAILURES = ['access-keys-needed', 'access-key-unknown', 'access-key-mismatch'] as const;

/** Why the user has to enter access keys. */
export type AccessKeysFailure = (typeof ACCESS_KEYS_FAILURES)[number];

/** Whether all that is missing is access keys: any, or others than those that were entered. */
export const needsAccessKeys = (
  error: unknown,
): error is ShoeboxError & { readonly code: AccessKeysFailure } =>
  isShoeboxError(error) && ACCESS_KEYS_FAILURES.some(code => code === error.code);

/** Whether all that is missing is the user, who has to sign in or to enter access keys. */
export const needsUser = (error: unknown): error is ShoeboxError =>
  needsSignIn(error) || needsAccessKeys(error);

/** Why a transfer that is under way does not move just now. */
export type WaitReason =
  /** For others before it. */
  | { readonly kind: 'turn' }
  /** For a network. */
  | { readonly kind: 'online' }
  /** For the user to sign in. */
  | { readonly kind: 'sign-in' }
  /** For the user whose it is: another one is, or was the last to be, signed in. `user` is what they are called. */
  | { readonly kind: 'other-user'; readonly user: string }
  /** For the bucket's access keys: there are none, or S3 refuses them, as `reason` says. */
  | { readonly kind: 'access-keys'; readonly reason: AccessKeysFailure }
  /** For its next try, at `at` (milliseconds since 1970). */
  | { readonly kind: 'retry'; readonly at: number; readonly reason: FailureCode };
