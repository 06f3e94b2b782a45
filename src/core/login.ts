import type { Settings } from './settings';

/** What the identity pool is shown of a user who signed in. */
export interface Login {
  /** The provider, as the pool names it: the issuer without its scheme. */
  readonly provider: string;
  /** The user, as the provider knows them. */
  readonly subject: string;
  readonly idToken: string;
}

/** Users who sign in at providers. */
export interface Logins {
  /** The one who is or was signed in at the provider of these settings; null after a sign-out, and before the first one. */
  subject(settings: Pick<Settings, 'issuer' | 'clientId'>): Promise<string | null>;
  /**
   * What proves who the user is, renewed when it is about to end, or was refused.
   * @throws ShoeboxError `sign-in-needed`, `sign-in-provider-unreachable` …
   */
  login(settings: Pick<Settings, 'issuer' | 'clientId'>, refused?: Login): Promise<Login>;
}
