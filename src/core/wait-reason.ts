import type { FailureCode } from './failure';

/** Why a transfer that is under way does not move just now. */
export type WaitReason =
  /** For others before it. */
  | { readonly kind: 'turn' }
  /** For a network. */
  | { readonly kind: 'online' }
  /** For the user to sign in. */
  | { readonly kind: 'sign-in' }
  /** For its next try, at `at` (milliseconds since 1970). */
  | { readonly kind: 'retry'; readonly at: number; readonly reason: FailureCode };
