import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CredentialStorage,
  forgetUser,
  knownIdentityId,
  poolIdentity,
} from '../../src/aws/identity-credentials';
import { ShoeboxError } from '../../src/core/failure';
import type { Login, Logins } from '../../src/core/login';
import type { Settings } from '../../src/core/settings';
import type { LocalAws } from '../local-aws';
import { type OpenIdProvider, startOpenIdProvider } from '../openid-provider';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, guestStorage, poolThatMay, settingsOf } from './local-bucket';

const { start } = useLocalAws();

let provider: OpenIdProvider;

beforeAll(async () => {
  provider = await startOpenIdProvider({ clients: [], users: [] });
});
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));
afterAll(() => provider.close());

const providerName = (): string => provider.issuer.replace('http://', '');

/** Users of the provider may do in the pool what guests may. */
const startWithUsers = (guests = true): Promise<LocalAws> => {
  const pool = { ...poolThatMay(), guests };
  const providers = [{ issuer: providerName(), clientId: 'shoebox' }];
  return start({ ...GUEST_BUCKET, pools: [{ ...pool, users: { providers, role: pool.role } }] });
};

const userSettings = (aws: LocalAws): Settings => ({
  ...settingsOf(aws),
  ...{ access: 'user', issuer: provider.issuer, clientId: 'shoebox' },
});

async function loginOf(subject: string, claims: Readonly<Record<string, unknown>> = {}): Promise<Login> {
  const now = Math.floor(Date.now() / 1000);
  const idToken = await provider.sign({
    ...{ iss: provider.issuer, sub: subject, aud: 'shoebox', token_use: 'id', iat: now, exp: now + 3600 },
    ...claims,
  });
  return { provider: providerName(), subject, idToken };
}

/** Who has signed in, and who is after a token was refused. */
class SignedIn implements Logins {
  renewals = 0;
  current: Login | null;
  readonly #renewed: Login | null;

  constructor(current: Login | null, renewed: Login | null = null) {
    this.current = current;
    this.#renewed = renewed;
  }
  subject = async (): Promise<string | null> => this.current?.subject ?? null;
  login = async (_settings: unknown, refused?: Login): Promise<Login> => {
    if (refused !== undefined) this.renewals += 1;
    const login = refused === undefined ? this.current : this.#renewed;
    if (login === null) throw new ShoeboxError('sign-in-needed');
    return login;
  };
}

const storageOf = (logins: Logins, kept: CredentialStorage = guestStorage()): CredentialStorage => ({
  ...kept,
  logins,
});

const asked = (aws: LocalAws, operation: string): number =>
  aws.requests.filter(request => request.operation === operation).length;

describe('credentials for a user', () => {
  test('are those of one identity, the same each time, and never the guest’s', async () => {
    const aws = await startWithUsers();
    const kept = guestStorage();
    const guest = await poolIdentity(settingsOf(aws), kept).credentials();
    const ada = new SignedIn(await loginOf('ada'));
    const user = await poolIdentity(userSettings(aws), storageOf(ada, kept)).credentials();
    const again = await poolIdentity(userSettings(aws), storageOf(ada)).credentials();
    expect(user.identityId).not.toBe(guest.identityId);
    expect(again.identityId).toBe(user.identityId);
    expect(await knownIdentityId(userSettings(aws), storageOf(ada, kept))).toBe(user.identityId);
    expect((await poolIdentity(settingsOf(aws), kept).credentials()).identityId).toBe(guest.identityId);
  });

  test('are never a guest’s where nobody has signed in: Cognito is not even asked', async () => {
    const aws = await startWithUsers();
    const identity = poolIdentity(userSettings(aws), storageOf(new SignedIn(null)));
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(aws.requests).toEqual([]);
  });

  test('of one user are not another’s, who signs in while the bucket is open', async () => {
    const aws = await startWithUsers();
    const logins = new SignedIn(await loginOf('ada'));
    const identity = poolIdentity(userSettings(aws), storageOf(logins));
    const { identityId } = await identity.credentials();
    logins.current = await loginOf('ben');
    expect((await identity.credentials()).identityId).not.toBe(identityId);
    logins.current = null;
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  test('are refused where the folder is another user’s own', async () => {
    const aws = await startWithUsers();
    const logins = new SignedIn(await loginOf('ada'));
    const { identityId: only } = await poolIdentity(userSettings(aws), storageOf(logins)).credentials();
    const identity = poolIdentity(userSettings(aws), storageOf(logins), undefined, { only });
    await identity.credentials();
    logins.current = await loginOf('ben');
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'other-bucket' });
  });

  test('are gone once the user has signed out, and not those of others', async () => {
    const aws = await startWithUsers();
    const storage = storageOf(new SignedIn(await loginOf('ada')));
    await poolIdentity(userSettings(aws), storage).credentials();
    const others = storageOf(new SignedIn(await loginOf('ben')), storage);
    await poolIdentity(userSettings(aws), others).credentials();
    await forgetUser(userSettings(aws), storage, 'ada');
    await poolIdentity(userSettings(aws), others).credentials();
    expect(asked(aws, 'GetCredentialsForIdentity')).toBe(2);
    await poolIdentity(userSettings(aws), storage).credentials();
    expect(asked(aws, 'GetCredentialsForIdentity')).toBe(3);
  });
});

describe('a login that the pool refuses', () => {
  test('because it has expired is renewed once, and tried again', async () => {
    const aws = await startWithUsers();
    const logins = new SignedIn(await loginOf('ada', { exp: 1 }), await loginOf('ada'));
    expect((await poolIdentity(userSettings(aws), storageOf(logins)).credentials()).accessKeyId).not.toBe('');
    expect(logins.renewals).toBe(1);
  });

  test('because it has expired needs the user where it can’t be renewed', async () => {
    const aws = await startWithUsers();
    const logins = new SignedIn(await loginOf('ada', { exp: 1 }));
    const identity = poolIdentity(userSettings(aws), storageOf(logins));
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  test('though it was just issued tells that the clocks disagree', async () => {
    const aws = await startWithUsers();
    const expired = await loginOf('ada', { exp: 1 });
    const identity = poolIdentity(userSettings(aws), storageOf(new SignedIn(expired, expired)));
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-clock' });
  });

  test.each([
    ['another client', { aud: 'other' }],
    ['another issuer', { iss: 'https://other.example' }],
    ['no audience, as access tokens are', { aud: undefined }],
  ])('because it is of %s tells that the pool does not trust it', async (_name, claims) => {
    const aws = await startWithUsers();
    const login = await loginOf('ada', claims);
    const identity = poolIdentity(userSettings(aws), storageOf(new SignedIn(login, login)));
    await expect(identity.credentials()).rejects.toMatchObject({
      code: 'sign-in-not-trusted',
      detail: { client: 'shoebox' },
    });
  });

  test('since the pool knows no provider tells that it does not trust it', async () => {
    const aws = await start(GUEST_BUCKET);
    const identity = poolIdentity(userSettings(aws), storageOf(new SignedIn(await loginOf('ada'))));
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-not-trusted' });
  });

  test('for want of a role tells so, of users', async () => {
    const aws = await startWithUsers();
    aws.intercept(({ operation }) =>
      operation === 'GetCredentialsForIdentity'
        ? {
            status: 400,
            headers: { 'content-type': 'application/x-amz-json-1.1' },
            body: JSON.stringify({
              __type: 'InvalidIdentityPoolConfigurationException',
              message: 'No role.',
            }),
          }
        : undefined,
    );
    const identity = poolIdentity(userSettings(aws), storageOf(new SignedIn(await loginOf('ada'))));
    await expect(identity.credentials()).rejects.toMatchObject({ code: 'sign-in-role-missing' });
  });

  test('because the kept identity was deleted, or belongs to another login, gets another', async () => {
    const aws = await startWithUsers();
    const storage = storageOf(new SignedIn(await loginOf('ada')));
    const { identityId } = await poolIdentity(userSettings(aws), storage).credentials();
    const kept: { identities: CredentialStorage['identities'] } = storage;
    const other = storageOf(new SignedIn(await loginOf('ben')));
    const { identityId: bens } = await poolIdentity(userSettings(aws), other).credentials();
    const fresh = { ...storage, credentials: guestStorage().credentials };
    await kept.identities.set(
      `${userSettings(aws).identityPoolId}@${aws.cognitoEndpoint} ada@${provider.issuer}`,
      bens,
    );
    expect((await poolIdentity(userSettings(aws), fresh).credentials()).identityId).toBe(identityId);
    await aws.endIdentities('deleted');
    const later = { ...storage, credentials: guestStorage().credentials };
    expect((await poolIdentity(userSettings(aws), later).credentials()).accessKeyId).not.toBe('');
  });
});
