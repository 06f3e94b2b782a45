import { isShoeboxError, type ShoeboxError } from './failure';
import type { Settings } from './settings';

/** What the identity pool is shown of a user who signed in. */
export interface Login {
  /** The provider, as the pool names it: the issuer without its scheme. */
  readonly provider: string;
  /** The user, as the provider knows them. */
  readonly subject: string;
  readonly idToken: string;
}

/** Whose an upload or a job is: a user of a provider. It goes on as nobody else. */
export interface Owner {
  readonly issuer: string;
  /** The user, as the provider knows them. */
  readonly subject: string;
  /** Their email address, else their name, else the subject: to call them by. */
  readonly user: string;
}

/** Whether all that is missing is a user: anyone, or the one whose work it is. */
export const needsSignIn = (error: unknown): error is ShoeboxError =>
  isShoeboxError(error) && (error.code === 'sign-in-needed' || error.code === 'other-user');

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
