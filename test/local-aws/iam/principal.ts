import type { AccessRequest } from './evaluate-policy';
import type { PolicyDocument } from './policy-document';

/** Somebody who can sign requests. */
export interface Principal {
  readonly arn: string;
  /**
   * AWS's words for why they may not; null if they may.
   * @param resourcePolicy the policy of the resource itself, such as the bucket's.
   */
  refusal(request: AccessRequest, resourcePolicy: PolicyDocument | undefined): string | null;
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

/** The owner of the account, who may do everything, whatever any policy says. */
export const ROOT: Principal = { arn: `arn:aws:iam::${ACCOUNT_ID}:root`, refusal: () => null };
