import type { AccessKey } from '../options';
import { S3Error } from '../s3/s3-error';
import { cognitoSession } from './cognito-session';
import type { Policies } from './policies';
import { type Credential, type Keyring, ROOT } from './principal';
import type { SessionKeys } from './session-keys';
import type { Users } from './users';

/** The owner's keys, those of IAM's users, and those of every guest and user of the identity pools. */
export function createKeyring(
  owner: AccessKey,
  users: Users,
  sessions: SessionKeys,
  policies: Policies,
  now: () => number,
): Keyring {
  const unknownKey = (accessKeyId: string) =>
    new S3Error('InvalidAccessKeyId', { details: { AWSAccessKeyId: accessKeyId } });
  const invalidToken = (token: string) => new S3Error('InvalidToken', { details: { 'Token-0': token } });
  return {
    find(accessKeyId, sessionToken): Credential {
      if (sessionToken === undefined) {
        if (accessKeyId === owner.accessKeyId)
          return { secretAccessKey: owner.secretAccessKey, principal: ROOT };
        const user = users.find(accessKeyId);
        if (user === undefined) throw unknownKey(accessKeyId);
        return user;
      }
      const session = sessions.open(sessionToken);
      if (session === undefined || session.accessKeyId !== accessKeyId) throw invalidToken(sessionToken);
      if (session.expiration * 1000 <= now()) {
        throw new S3Error('ExpiredToken', { details: { 'Token-0': sessionToken } });
      }
      return { secretAccessKey: session.secretAccessKey, principal: cognitoSession(session, policies) };
    },
  };
}
