import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { remediesOf } from '../../src/connection/remedies';
import { ShoeboxError } from '../../src/core/failure';
import type { Login } from '../../src/core/login';
import { parseSettings, type Settings } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import type { LocalAws, PoolSetup } from '../local-aws/index';
import { type OpenIdProvider, startOpenIdProvider } from '../openid-provider';
import { useLocalAws } from '../use-local-aws';
import { guestStorage, settingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

// The connection test where users sign in, and where something about that is broken.

const { start, clientOf } = useLocalAws();

let provider: OpenIdProvider;

beforeAll(async () => {
  provider = await startOpenIdProvider({ clients: [], users: [] });
});
beforeEach(() => vi.stubGlobal('navigator', { onLine: true })); // Node 20 has none
afterAll(() => provider.close());

const POOL = 'us-east-1:00000000-0000-4000-8000-000000000002';
const OWN_FOLDER = { bucket: 'demo', folder: 'users/{identity}/', region: 'us-east-1' };

const providerName = (): string => provider.issuer.replace('http://', '');

type Users = NonNullable<PoolSetup['users']>;

const startWith = (own: Partial<Users> = {}): Promise<LocalAws> => {
  const providers = [{ issuer: providerName(), clientId: 'shoebox' }];
  const users: Users = { providers, role: guestPolicy(OWN_FOLDER), ...own };
  return start({ pools: [{ id: POOL, guests: false, role: 'none', users }] });
};

const settingsFor = (aws: LocalAws): Settings => {
  const parsed = parseSettings({
    ...settingsOf(aws),
    ...{ folder: OWN_FOLDER.folder, access: 'user', issuer: provider.issuer, clientId: 'shoebox' },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
};

async function loginOf(claims: Readonly<Record<string, unknown>> = {}): Promise<Login> {
  const now = Math.floor(Date.now() / 1000);
  const idToken = await provider.sign({
    ...{ iss: provider.issuer, sub: 'ada', aud: 'shoebox', token_use: 'id', iat: now, exp: now + 3600 },
    ...claims,
  });
  return { provider: providerName(), subject: 'ada', idToken };
}

/** As `login`, who is signed in and can't renew it; null: nobody is. */
const diagnose = async (aws: LocalAws, login: Login | null) => {
  const settings = settingsFor(aws);
  const logins = {
    subject: async () => login?.subject ?? null,
    async login(_: unknown, refused?: Login): Promise<Login> {
      if (login === null || refused !== undefined) throw new ShoeboxError('sign-in-needed');
      return login;
    },
  };
  const run = await runConnectionTest(settings, { storage: { ...guestStorage(), logins } });
  return { run, found: foundBy(run), settings };
};

test('a user passes the connection test in a folder of their own, with its policy, and leaves nothing', async () => {
  const aws = await startWith();
  const { run, found } = await diagnose(aws, await loginOf());
  expect(found).toEqual({ versions: ['skipped', 'access-denied'] });
  const identity = run.steps.find(({ step }) => step === 'credentials')?.facts['identity'] ?? '';
  expect(run.expected[0]?.key).toMatch(new RegExp(`^users/${identity}/.shoebox/connection-test-`));
  const owner = clientOf(aws);
  const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket: 'demo' }));
  const { Uploads = [] } = await owner.send(new ListMultipartUploadsCommand({ Bucket: 'demo' }));
  expect([...Contents, ...Uploads]).toEqual([]);
});

test('a role that lets users into each other’s folders is told, with the policy for their own', async () => {
  const aws = await startWith({ role: guestPolicy({ ...OWN_FOLDER, folder: 'users/' }) });
  const { run, found, settings } = await diagnose(aws, await loginOf());
  expect(found['outside']).toEqual(['degraded', 'outside-list', 'outside-read', 'outside-write']);
  const outside = run.steps.filter(({ step }) => step === 'outside');
  const [cure] = outside.flatMap(step => remediesOf(step, settings, ''));
  expect(JSON.stringify(cure?.paste?.value)).toContain(`users/$\{cognito-identity.amazonaws.com:sub}/*`);
});

test('nobody who is signed in is told at the pool, and nothing else is tried', async () => {
  const { run, found } = await diagnose(await startWith(), null);
  expect(found).toEqual({ pool: ['failed', 'sign-in-needed'] });
  expect(run.steps.filter(({ state }) => state !== 'skipped')).toHaveLength(1);
});

test('a login that has ended and can’t be renewed is told as that', async () => {
  const { found } = await diagnose(await startWith(), await loginOf({ exp: 1 }));
  expect(found).toEqual({ pool: ['failed', 'sign-in-needed'] });
});

test('a client of another id than the pool’s is told as one that the pool does not trust', async () => {
  const { found } = await diagnose(await startWith(), await loginOf({ aud: 'another-client' }));
  expect(found).toEqual({ pool: ['failed', 'sign-in-not-trusted'] });
});

test('a role that is missing for users is told as that, with the trust policy for those who signed in', async () => {
  const { run, found, settings } = await diagnose(await startWith({ role: 'none' }), await loginOf());
  expect(found).toEqual({ credentials: ['failed', 'sign-in-role-missing'] });
  const failed = run.steps.filter(({ step }) => step === 'credentials');
  expect(failed.flatMap(step => remediesOf(step, settings, ''))).toMatchObject([
    {
      paste: {
        value: {
          Statement: [
            {
              Condition: {
                'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
              },
            },
          ],
        },
      },
    },
  ]);
});
