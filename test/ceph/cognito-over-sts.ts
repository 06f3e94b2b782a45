import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  type CognitoCredentials,
  IDENTITY_VARIABLE,
  type IdentitySession,
  listOf,
  type PolicyDocument,
  type PoolSetup,
  roleFor,
  startCognito,
} from '../local-aws/index';
import type { CephGateway } from './gateway';

/** A Cognito Identity whose credentials are the gateway's own: AssumeRole, narrowed by a session policy. */
export interface CognitoOverSts {
  readonly endpoint: string;
  /** Credentials as GetCredentialsForIdentity gives to guests, for so long. */
  issueToGuest(identityId: string, poolId: string, lifeSeconds: number): Promise<CognitoCredentials>;
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
  const issue = async (session: IdentitySession, lifeSeconds: number): Promise<CognitoCredentials | null> => {
    const pool = pools.find(({ id }) => id === session.poolId);
    const role = roleFor(pool, session);
    if (role === null) return null;
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: gateway.roleArn,
        RoleSessionName: 'CognitoIdentityCredentials',
        DurationSeconds: lifeSeconds,
        Policy: sessionPolicy(role, session.identityId),
      }),
    );
    return {
      AccessKeyId: Credentials?.AccessKeyId ?? '',
      SecretKey: Credentials?.SecretAccessKey ?? '',
      SessionToken: Credentials?.SessionToken ?? '',
      Expiration: (Credentials?.Expiration?.getTime() ?? 0) / 1000,
    };
  };

  const server = await startCognito({
    pool: poolId => pools.find(({ id }) => id === poolId),
    issue: session => issue(session, 3600),
  });
  return {
    endpoint: server.url,
    issueToGuest: async (identityId, poolId, lifeSeconds) => {
      const credentials = await issue({ identityId, poolId, amr: ['unauthenticated'] }, lifeSeconds);
      if (credentials === null) throw new Error(`${poolId} has no role for guests.`);
      return credentials;
    },
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
