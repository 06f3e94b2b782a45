import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  type CognitoBackend,
  type CognitoCredentials,
  IDENTITY_VARIABLE,
  listOf,
  type PolicyDocument,
  type PoolSetup,
  startCognito,
} from '../local-aws/index';
import type { CephGateway } from './gateway';

/** A Cognito Identity whose credentials are the gateway's own: AssumeRole, narrowed by a session policy. */
export interface CognitoOverSts {
  readonly endpoint: string;
  /** Credentials as GetCredentialsForIdentity gives, for so long. */
  issue(identityId: string, poolId: string, lifeSeconds: number): Promise<CognitoCredentials>;
  close(): Promise<void>;
}

export async function startCognitoOverSts(
  gateway: CephGateway,
  pools: readonly PoolSetup[],
): Promise<CognitoOverSts> {
  const sts = new STSClient({
    endpoint: gateway.stsEndpoint,
    region: gateway.region,
    credentials: gateway.owner,
  });
  const poolOf = new Map<string, string>();
  const setupOf = (poolId: string) => pools.find(pool => pool.id === poolId);

  const issue = async (
    identityId: string,
    poolId: string,
    lifeSeconds: number,
  ): Promise<CognitoCredentials> => {
    const role = setupOf(poolId)?.role;
    if (role === undefined || role === 'none') throw new Error(`${poolId} has no role.`);
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: gateway.roleArn,
        RoleSessionName: 'CognitoIdentityCredentials',
        DurationSeconds: lifeSeconds,
        Policy: sessionPolicy(role, identityId),
      }),
    );
    return {
      AccessKeyId: Credentials?.AccessKeyId ?? '',
      SecretKey: Credentials?.SecretAccessKey ?? '',
      SessionToken: Credentials?.SessionToken ?? '',
      Expiration: (Credentials?.Expiration?.getTime() ?? 0) / 1000,
    };
  };

  const backend: CognitoBackend = {
    pool: poolId => {
      const pool = setupOf(poolId);
      return pool && { guests: pool.guests, hasRole: pool.role !== 'none' };
    },
    poolOf: identityId => poolOf.get(identityId),
    addIdentity: async (identityId, poolId) => void poolOf.set(identityId, poolId),
    issue: (identityId, poolId) => issue(identityId, poolId, 3600),
  };
  const server = await startCognito(backend);
  return {
    endpoint: server.url,
    issue,
    close: async () => {
      sts.destroy();
      await server.close();
    },
  };
}

/** The role's policy with the identity put in. */
function sessionPolicy(role: PolicyDocument, identityId: string): string {
  // The gateway's parser stumbles over a ":" in the path of an ARN; "?" matches any one character.
  const inArn = identityId.replaceAll(':', '?');
  const Statement = role.Statement.map(statement => ({
    ...statement,
    Resource: listOf(statement.Resource ?? []).map(arn => arn.replaceAll(IDENTITY_VARIABLE, inArn)),
  }));
  return JSON.stringify({ ...role, Statement }).replaceAll(IDENTITY_VARIABLE, identityId);
}
