import type { Failure } from '../core/failure';

/** What a flow is recognised by when it comes back. */
export interface Flow {
  readonly redirectUrl: string;
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
}

/** What a sign-in brought. Times are in milliseconds since 1970. */
export interface Tokens {
  readonly idToken: string;
  /** Null where the provider gives none. */
  readonly refreshToken: string | null;
  /** By the provider's clock, when they came. */
  readonly issuedAt: number;
  /** By the provider's clock. */
  readonly expiresAt: number;
  /** `issuedAt` by this computer's clock. */
  readonly receivedAt: number;
  /** The provider, as it calls itself. */
  readonly issuer: string;
  /** The user, as the provider knows them. */
  readonly subject: string;
  /** Their email address, else their name, else the subject. */
  readonly user: string;
}

/** What is known of a sign-in as long as the browser is open. */
export interface SignInRecord {
  /** Of which settings, by `providerIdOf`. */
  readonly provider: string;
  readonly tokens: Tokens | null;
  /** What was begun and has not come back; `worker` is the instance that waits for it. */
  readonly flow: (Flow & { readonly worker: string }) | null;
  /** Why the last attempt did not succeed. */
  readonly failure: Failure | null;
  /** Whether the provider has said that it must ask the user: it is not asked again without them. */
  readonly mustAsk: boolean;
}

/** Who signed in last: no secret, and kept when the browser is closed. */
export interface KnownUser {
  readonly provider: string;
  /** Null once they have signed out: the login page is to ask again, then. */
  readonly subject: string | null;
  readonly user: string | null;
}
