import type { FailureCode } from './failure';

/** Why the user has to enter access keys. */
export type AccessKeysFailure = Extract<
  FailureCode,
  'access-keys-needed' | 'access-key-unknown' | 'access-key-mismatch'
>;

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
