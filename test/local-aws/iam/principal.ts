import type { AccessRequest } from './policy';

/** Somebody who can sign requests. */
export interface Principal {
  readonly arn: string;
  allows(request: AccessRequest): boolean;
}

/** A principal with the secret that its signatures are checked with. */
export interface Credential {
  readonly secretAccessKey: string;
  readonly principal: Principal;
}

/** Knows every valid pair of keys. */
export interface Keyring {
  /** Throws `InvalidAccessKeyId`, `InvalidToken` or `ExpiredToken` where there is no valid credential. */
  find(accessKeyId: string, sessionToken: string | undefined): Credential;
}

/** The account that owns everything here; AWS's own number for examples. */
export const ACCOUNT_ID = '123456789012';
