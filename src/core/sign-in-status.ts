import type { Failure } from './failure';

/** Who is signed in. */
export interface SignInStatus {
  /**
   * `not-used`: the settings have guests, or there are none. `expired`: somebody was signed in, and has to sign in again.
   * `signing-in`: nobody is signed in, and the provider's window is open.
   */
  readonly state: 'not-used' | 'signed-out' | 'signing-in' | 'signed-in' | 'expired';
  /** Their email address, else their name, else the subject, as the ID token says; null while unknown. */
  readonly user: string | null;
  /** Why the last attempt did not succeed; null where it did, and before the first one. */
  readonly failure: Failure | null;
}
