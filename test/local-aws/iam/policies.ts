import type { AccountPolicies, PoolSetup } from '../options';
import type { PolicyLayers } from './access-decision';
import { isSignedIn } from './identity-keys';
import type { PolicyDocument } from './policy-document';
import type { Session } from './session-keys';

/**
 * What Cognito narrows the session of every guest to, whatever the role allows: of its
 * `AmazonCognitoUnAuthedIdentitiesSessionPolicy` that which concerns S3.
 */
const COGNITO_SESSION_POLICY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:*', 'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
      Resource: '*',
    },
  ],
};

const NOTHING: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** The identity pools, and all policies that are not a bucket's, as they are set up now. */
export class Policies {
  #pools = new Map<string, PoolSetup>();
  #account: AccountPolicies = {};
  /**
   * A role goes on existing in IAM when a pool no longer names it, and credentials already issued go on holding what
   * it allows until they expire.
   */
  readonly #guestRoles = new Map<string, PolicyLayers>();
  readonly #userRoles = new Map<string, PolicyLayers>();

  constructor(pools: readonly PoolSetup[]) {
    this.setPools(pools);
  }

  /** Replaces all pools. */
  setPools(pools: readonly PoolSetup[]): void {
    this.#pools = new Map(pools.map(pool => [pool.id, pool]));
    for (const { id, role, permissionsBoundary, session = COGNITO_SESSION_POLICY, users } of pools) {
      if (role !== 'none') this.#guestRoles.set(id, { identity: role, permissionsBoundary, session });
      if (users !== undefined && users.role !== 'none')
        this.#userRoles.set(id, { identity: users.role, permissionsBoundary: users.permissionsBoundary });
    }
  }

  /** Replaces what the organisation and the VPC endpoint say. */
  setAccountPolicies(account: AccountPolicies): void {
    this.#account = account;
  }

  /** What stands above every role, user and bucket. */
  get account(): AccountPolicies {
    return this.#account;
  }

  pool(poolId: string): PoolSetup | undefined {
    return this.#pools.get(poolId);
  }

  /** What a guest or user of a pool may do, at this moment. */
  ofSession({ poolId, amr }: Session): PolicyLayers {
    const roles = isSignedIn(amr) ? this.#userRoles : this.#guestRoles;
    return { ...this.#account, ...(roles.get(poolId) ?? { identity: NOTHING }) };
  }
}
