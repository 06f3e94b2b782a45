import { randomUUID } from 'node:crypto';
import type { IdentitySession } from '../iam/identity-keys';
import type { PoolSetup } from '../options';
import { CognitoError } from './cognito-error';
import type { Identities } from './identities';
import type { Login, LoginVerifier } from './login-verifier';

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
  pool(poolId: string): Pick<PoolSetup, 'guests' | 'users'> | undefined;
  readonly identities: Identities;
  readonly verifier: LoginVerifier;
  /** Whether one more request is too often. Never, without it. */
  isTooOften?(): boolean;
  /** Null where there is no role for it, or the role does not trust it. */
  issue(session: IdentitySession): Promise<CognitoCredentials | null>;
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

/** Each call of a guest makes a new identity; a login has one in each pool, for ever. */
async function getId(input: CognitoInput, backend: CognitoBackend): Promise<object> {
  const { identities } = backend;
  const poolId = idOf(input.IdentityPoolId, 'identityPoolId');
  const login = await admit(poolId, input, backend);
  const known = login === null ? undefined : identities.identityOf(poolId, nameOf(login));
  if (known !== undefined) return { IdentityId: known };
  const identityId = `${poolId.split(':', 1)[0]}:${randomUUID()}`;
  await identities.add(identityId, poolId, login === null ? undefined : nameOf(login));
  return { IdentityId: identityId };
}

async function getCredentialsForIdentity(input: CognitoInput, backend: CognitoBackend): Promise<object> {
  const { identities } = backend;
  const asked = idOf(input.IdentityId, 'identityId');
  const poolId = identities.poolOf(asked);
  if (poolId === undefined || backend.pool(poolId) === undefined) {
    throw new CognitoError('ResourceNotFoundException', `Identity '${asked}' not found.`);
  }
  const login = await admit(poolId, input, backend);
  const identityId = login === null ? asked : await ownIdentity(asked, poolId, nameOf(login), identities);
  if (login === null && (identities.isLinked(asked) || identities.loginOf(asked) !== undefined)) {
    throw new CognitoError('NotAuthorizedException', `Access to Identity '${asked}' is forbidden.`);
  }
  const Credentials = await backend.issue({ identityId, poolId, amr: amrOf(login) });
  if (Credentials === null) {
    throw new CognitoError(
      'InvalidIdentityPoolConfigurationException',
      'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    );
  }
  return { IdentityId: identityId, Credentials };
}

/**
 * The identity of a login that asks for a guest's, or for its own: a guest's becomes its own unless it has one
 * (Cognito Developer Guide, "Identity pools authentication flow": merging identities).
 */
async function ownIdentity(
  asked: string,
  poolId: string,
  login: string,
  identities: Identities,
): Promise<string> {
  const owner = identities.loginOf(asked);
  if (owner === login) return asked;
  if (owner !== undefined || identities.isLinked(asked)) {
    throw new CognitoError(
      'NotAuthorizedException',
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
  }
  const own = identities.identityOf(poolId, login);
  if (own === undefined) await identities.link(asked, login);
  else await identities.end(asked, 'linked');
  return own ?? asked;
}

/** Who is let into a pool: a login, or null for a guest. */
async function admit(
  poolId: string,
  { Logins }: CognitoInput,
  backend: CognitoBackend,
): Promise<Login | null> {
  const pool = backend.pool(poolId);
  if (pool === undefined) {
    throw new CognitoError('ResourceNotFoundException', `IdentityPool '${poolId}' not found.`);
  }
  const login = await backend.verifier.verify(Logins, pool.users?.providers ?? []);
  if (login === null && !pool.guests) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Unauthenticated access is not supported for this identity pool.',
    );
  }
  return login;
}

const nameOf = ({ issuer, subject }: Login): string => `${issuer}:${subject}`;

const amrOf = (login: Login | null): readonly string[] =>
  login === null
    ? ['unauthenticated']
    : ['authenticated', login.issuer, `${login.issuer}:CognitoSignIn:${login.subject}`];

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
