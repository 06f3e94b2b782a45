import { randomUUID } from 'node:crypto';
import { CognitoError } from './cognito-error';

/** Temporary keys, as Cognito shows them. */
export interface CognitoCredentials {
  readonly AccessKeyId: string;
  readonly SecretKey: string;
  readonly SessionToken: string;
  /** Seconds since 1970. */
  readonly Expiration: number;
}

/** What the pools allow and who issues keys: by our own key ring here, by STS in front of Ceph's gateway. */
export interface CognitoBackend {
  pool(poolId: string): { readonly guests: boolean; readonly hasRole: boolean } | undefined;
  /** The pool of an identity; nothing for one that there is not, or no longer. */
  poolOf(identityId: string): string | undefined;
  /** Whether a user signed in as this identity: then guests are no longer it. Never, where nobody signs in. */
  isLinked?(identityId: string): boolean;
  /** Whether one more request is too often. Never, without it. */
  isTooOften?(): boolean;
  addIdentity(identityId: string, poolId: string): Promise<void>;
  issue(identityId: string, poolId: string): Promise<CognitoCredentials>;
}

/** The fields of a request that are read here. */
export interface CognitoInput {
  readonly IdentityPoolId?: unknown;
  readonly IdentityId?: unknown;
  readonly Logins?: unknown;
}

/** Does what was asked; throws `CognitoError`. */
export async function answerCognito(
  operation: string,
  input: CognitoInput,
  backend: CognitoBackend,
): Promise<object> {
  if (backend.isTooOften?.() === true) throw new CognitoError('TooManyRequestsException', 'Rate exceeded');
  switch (operation) {
    case 'GetId':
      return getId(input, backend);
    case 'GetCredentialsForIdentity':
      return getCredentialsForIdentity(input, backend);
    default:
      throw new CognitoError('UnknownOperationException', '');
  }
}

/** Each call makes a new identity, as Cognito does for guests. */
async function getId(input: CognitoInput, backend: CognitoBackend): Promise<object> {
  const poolId = idOf(input.IdentityPoolId, 'identityPoolId');
  admitGuest(poolId, input, backend);
  const identityId = `${poolId.split(':', 1)[0]}:${randomUUID()}`;
  await backend.addIdentity(identityId, poolId);
  return { IdentityId: identityId };
}

async function getCredentialsForIdentity(input: CognitoInput, backend: CognitoBackend): Promise<object> {
  const identityId = idOf(input.IdentityId, 'identityId');
  const poolId = backend.poolOf(identityId);
  if (poolId === undefined || backend.pool(poolId) === undefined) {
    throw new CognitoError('ResourceNotFoundException', `Identity '${identityId}' not found.`);
  }
  if (backend.isLinked?.(identityId) === true) {
    throw new CognitoError('NotAuthorizedException', `Access to Identity '${identityId}' is forbidden.`);
  }
  admitGuest(poolId, input, backend);
  if (backend.pool(poolId)?.hasRole !== true) {
    throw new CognitoError(
      'InvalidIdentityPoolConfigurationException',
      'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    );
  }
  return { IdentityId: identityId, Credentials: await backend.issue(identityId, poolId) };
}

function admitGuest(poolId: string, { Logins }: CognitoInput, backend: CognitoBackend): void {
  const pool = backend.pool(poolId);
  if (pool === undefined) {
    throw new CognitoError('ResourceNotFoundException', `IdentityPool '${poolId}' not found.`);
  }
  if (typeof Logins === 'object' && Logins !== null && Object.keys(Logins).length > 0) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Token is not from a supported provider of this identity pool.',
    );
  }
  if (!pool.guests) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Unauthenticated access is not supported for this identity pool.',
    );
  }
}

/** Ids of pools and identities have the same shape, and Cognito's words for a wrong one differ in the field only. */
function idOf(value: unknown, field: string): string {
  const refuse = (constraint: string) =>
    new CognitoError(
      'ValidationException',
      `1 validation error detected: Value ${typeof value === 'string' ? `'${value}' ` : 'null '}at '${field}' failed to satisfy constraint: ${constraint}`,
    );
  if (typeof value !== 'string') throw refuse('Member must not be null');
  if (value.length > 55) throw refuse('Member must have length less than or equal to 55');
  if (!/^[\w-]+:[0-9a-f-]+$/u.test(value)) {
    throw refuse('Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+');
  }
  return value;
}
