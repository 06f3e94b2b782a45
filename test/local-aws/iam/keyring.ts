import type { AccessKey } from '../options';
import { S3Error } from '../s3/s3-error';
import { policyAllows } from './policy';
import type { Pools } from './pools';
import { ACCOUNT_ID, type Credential, type Keyring, type Principal } from './principal';
import type { Session, SessionKeys } from './session-keys';

/** The owner's keys and those of every guest. */
export function createKeyring(
  owner: AccessKey,
  sessions: SessionKeys,
  pools: Pools,
  now: () => number,
): Keyring {
  const unknownKey = (accessKeyId: string) =>
    new S3Error('InvalidAccessKeyId', { details: { AWSAccessKeyId: accessKeyId } });
  const invalidToken = (token: string) => new S3Error('InvalidToken', { details: { 'Token-0': token } });
  return {
    find(accessKeyId, sessionToken): Credential {
      if (sessionToken === undefined) {
        if (accessKeyId !== owner.accessKeyId) throw unknownKey(accessKeyId);
        return { secretAccessKey: owner.secretAccessKey, principal: ROOT };
      }
      const session = sessions.open(sessionToken);
      if (session === undefined || session.accessKeyId !== accessKeyId) throw invalidToken(sessionToken);
      if (session.expiration * 1000 <= now()) {
        throw new S3Error('ExpiredToken', { details: { 'Token-0': sessionToken } });
      }
      return { secretAccessKey: session.secretAccessKey, principal: guest(session, pools) };
    },
  };
}

/** The owner of the account, who may do everything. */
const ROOT: Principal = { arn: `arn:aws:iam::${ACCOUNT_ID}:root`, allows: () => true };

/** A pool's guest. What the role allows is looked up with each request, as IAM does. */
function guest({ poolId, identityId }: Session, pools: Pools): Principal {
  return {
    arn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/shoebox-guest/CognitoIdentityCredentials`,
    allows: request => policyAllows(pools.policyOf(poolId), identityId, request),
  };
}
