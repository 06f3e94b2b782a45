import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenIdProvider, startOpenIdProvider } from '../../openid-provider/index';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';
import { IDENTITY_VARIABLE, type LocalAws, type LocalAwsOptions, type PoolSetup } from '../index';

const { start, clientOf, newDataDir } = useLocalAws();

const CLIENT = 'client-1';
const OWN_OBJECTS = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:GetObject'],
      Resource: `arn:aws:s3:::demo/users/${IDENTITY_VARIABLE}/*`,
    },
  ],
} as const;

let provider: OpenIdProvider;
/** What `Logins` call the provider. */
let name: string;

beforeAll(async () => {
  provider = await startOpenIdProvider({ clients: [], users: [] });
  name = provider.issuer.replace('http://', '');
});

afterAll(() => provider.close());

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** An ID token as a user pool issues it, but for the changes. */
const tokenOf = (sub: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  provider.sign({
    ...{ iss: provider.issuer, sub, aud: CLIENT, token_use: 'id' },
    ...{ iat: nowSeconds(), exp: nowSeconds() + 3600 },
    ...changes,
  });

const poolWith = (changes: Partial<PoolSetup> = {}): PoolSetup => ({
  ...GUESTS,
  users: { providers: [{ issuer: name, clientId: CLIENT }], role: OWN_OBJECTS },
  ...changes,
});

const startWith = (pool: PoolSetup, options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> =>
  start({ pools: [pool], ...options });

type Logins = Record<string, string>;

/** Cognito Identity, asked as the SDK asks. */
function cognitoOf(aws: LocalAws) {
  const client = new CognitoIdentityClient({
    ...{ region: 'us-east-1', endpoint: aws.cognitoEndpoint, maxAttempts: 1 },
    credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
  });
  const idOf = async (logins: Logins): Promise<string> =>
    (await client.send(new GetIdCommand({ IdentityPoolId: GUESTS.id, Logins: logins }))).IdentityId ?? '';
  const keysOf = async (identityId: string, logins?: Logins) => {
    const command = new GetCredentialsForIdentityCommand({ IdentityId: identityId, Logins: logins });
    const { IdentityId: id = '', Credentials } = await client.send(command);
    return {
      id,
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  };
  return { idOf, keysOf };
}

const refusal = (message: string) => ({ name: 'NotAuthorizedException', message });

describe('a user who has signed in', () => {
  test('is one identity in the pool for ever, also with another token and after a restart', async () => {
    const dataDir = await newDataDir();
    const aws = await startWith(poolWith(), { dataDir });
    const ada = await cognitoOf(aws).idOf({ [name]: await tokenOf('ada') });
    expect(await cognitoOf(aws).idOf({ [name]: await tokenOf('ada', { jti: '2' }) })).toBe(ada);
    expect(await cognitoOf(aws).idOf({ [name]: await tokenOf('bob') })).not.toBe(ada);
    await aws.close();
    const again = await startWith(poolWith(), { dataDir });
    expect(await cognitoOf(again).idOf({ [name]: await tokenOf('ada') })).toBe(ada);
    await again.endIdentities('deleted');
    expect(await cognitoOf(again).idOf({ [name]: await tokenOf('ada') })).not.toBe(ada);
  });

  test('has the folder that the policy gives to the identity, and no other one’s', async () => {
    const aws = await startWith(poolWith());
    const { idOf, keysOf } = cognitoOf(aws);
    const [ada, bob] = [{ [name]: await tokenOf('ada') }, { [name]: await tokenOf('bob') }];
    const [adaKeys, bobKeys] = [await keysOf(await idOf(ada), ada), await keysOf(await idOf(bob), bob)];
    const own = { Bucket: 'demo', Key: `users/${adaKeys.id}/a` };
    const [adaS3, bobS3] = [clientOf(aws, { credentials: adaKeys }), clientOf(aws, { credentials: bobKeys })];
    await adaS3.send(new PutObjectCommand({ ...own, Body: 'x' }));
    await adaS3.send(new GetObjectCommand(own));
    await expect(bobS3.send(new GetObjectCommand(own))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        'User: arn:aws:sts::123456789012:assumed-role/shoebox-user/CognitoIdentityCredentials',
      ),
    });
    const guest = clientOf(aws, { credentials: await guestKeys(aws) });
    await expect(guest.send(new GetObjectCommand(own))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('may be let in by the signing key that the pool was told, or by the one that discovery names', async () => {
    const issuer = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool';
    const { jwksUri } = provider;
    const users = { providers: [{ issuer, clientId: CLIENT, jwksUri }], role: OWN_OBJECTS };
    const aws = await startWith(poolWith({ users }));
    const logins = { [issuer]: await tokenOf('ada', { iss: `https://${issuer}` }) };
    await cognitoOf(aws).keysOf(await cognitoOf(aws).idOf(logins), logins);
    const unreachable = { ...users, providers: [{ issuer: '127.0.0.1:1/pool', clientId: CLIENT }] };
    aws.setPools([poolWith({ users: unreachable })]);
    const unverified = { '127.0.0.1:1/pool': await tokenOf('ada', { iss: 'http://127.0.0.1:1/pool' }) };
    await expect(cognitoOf(aws).idOf(unverified)).rejects.toMatchObject(
      refusal("Invalid login token. Couldn't verify signed token."),
    );
  });

  test('keeps a guest’s identity that it comes with, unless it has its own', async () => {
    const aws = await startWith(poolWith());
    const { idOf, keysOf } = cognitoOf(aws);
    const [first, second] = [(await guestKeys(aws)).id, (await guestKeys(aws)).id];
    const logins = { [name]: await tokenOf('ada') };
    expect((await keysOf(first, logins)).id).toBe(first);
    expect(await idOf(logins)).toBe(first);
    expect((await keysOf(second, logins)).id).toBe(first);
    for (const id of [first, second])
      await expect(keysOf(id)).rejects.toMatchObject(refusal(`Access to Identity '${id}' is forbidden.`));
  });
});

describe('a login is refused as Cognito words it', () => {
  const seconds = nowSeconds();
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'of another client',
      { aud: 'client-2' },
      'Token is not from a supported provider of this identity pool.',
    ],
    [
      'that is expired',
      { exp: seconds - 10 },
      `Invalid login token. Token expired: ${seconds - 10} >= ${seconds}`,
    ],
    [
      'of another issuer',
      { iss: 'https://example.com' },
      "Invalid login token. Issuer doesn't match providerName",
    ],
    [
      'that is an access token',
      { aud: undefined, token_use: 'access' },
      'Invalid login token. Missing a required claim: aud',
    ],
    [
      'that is for something else',
      { token_use: 'access' },
      'Invalid login token. Not a valid OpenId Connect identity token.',
    ],
    ['without an end', { exp: undefined }, 'Invalid login token. Missing a required claim: exp'],
  ])('%s', async (_, changes, message) => {
    const aws = await startWith(poolWith(), { now: () => seconds * 1000 });
    await expect(cognitoOf(aws).idOf({ [name]: await tokenOf('ada', changes) })).rejects.toMatchObject(
      refusal(message),
    );
  });

  test('of a provider that the pool does not know', async () => {
    const aws = await startWith(poolWith());
    await expect(cognitoOf(aws).idOf({ 'example.com': await tokenOf('ada') })).rejects.toMatchObject(
      refusal('Token is not from a supported provider of this identity pool.'),
    );
  });

  test('that is no token, or signed with no key of the provider’s', async () => {
    const aws = await startWith(poolWith());
    await expect(cognitoOf(aws).idOf({ [name]: 'nonsense' })).rejects.toMatchObject(
      refusal('Invalid login token. Not a valid OpenId Connect identity token.'),
    );
    const forged = `${(await tokenOf('ada')).slice(0, -20)}${'A'.repeat(20)}`;
    await expect(cognitoOf(aws).idOf({ [name]: forged })).rejects.toMatchObject(
      refusal("Invalid login token. Couldn't verify signed token."),
    );
    const before = await tokenOf('ada');
    await cognitoOf(aws).idOf({ [name]: before });
    await provider.rotateKeys();
    await cognitoOf(aws).idOf({ [name]: await tokenOf('ada') }); // the new keys are looked up, in place of the old ones
    await expect(cognitoOf(aws).idOf({ [name]: before })).rejects.toMatchObject(
      refusal("Invalid login token. Couldn't verify signed token."),
    );
  });

  test('that comes with another login’s identity', async () => {
    const aws = await startWith(poolWith());
    const { idOf, keysOf } = cognitoOf(aws);
    const ada = await idOf({ [name]: await tokenOf('ada') });
    await expect(keysOf(ada, { [name]: await tokenOf('bob') })).rejects.toMatchObject(
      refusal(
        "Logins don't match. Please include at least one valid login for this identity or identity pool.",
      ),
    );
  });

  test('that was not passed: where guests may enter, and where they may not', async () => {
    const aws = await startWith(poolWith());
    const { idOf, keysOf } = cognitoOf(aws);
    const ada = await idOf({ [name]: await tokenOf('ada') });
    await expect(keysOf(ada)).rejects.toMatchObject(refusal(`Access to Identity '${ada}' is forbidden.`));
    aws.setPools([poolWith({ guests: false })]);
    await expect(keysOf(ada)).rejects.toMatchObject(
      refusal('Unauthenticated access is not supported for this identity pool.'),
    );
  });
});

describe('a role', () => {
  const trustIn = (aud: string, amr: string) =>
    ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': aud },
            'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
          },
        },
      ],
    }) as const;
  const usersTrusting = (trust: ReturnType<typeof trustIn>) => ({
    users: { providers: [{ issuer: name, clientId: CLIENT }], role: OWN_OBJECTS, trust },
  });

  test.each<[string, () => Partial<PoolSetup>, 'refused' | 'given']>([
    [
      'that there is not',
      () => ({ users: { ...poolWith().users, providers: poolWith().users?.providers ?? [], role: 'none' } }),
      'refused',
    ],
    [
      'that trusts another pool',
      () => usersTrusting(trustIn('us-east-1:another', 'authenticated')),
      'refused',
    ],
    ['that trusts guests', () => usersTrusting(trustIn(GUESTS.id, 'unauthenticated')), 'refused'],
    ['that trusts users of this pool', () => usersTrusting(trustIn(GUESTS.id, 'authenticated')), 'given'],
    ['that trusts users of this provider', () => usersTrusting(trustIn(GUESTS.id, `${name}:*`)), 'given'],
  ])('%s is %s to a user', async (_, changes, outcome) => {
    const aws = await startWith(poolWith(changes()));
    const { idOf, keysOf } = cognitoOf(aws);
    const logins = { [name]: await tokenOf('ada') };
    const keys = keysOf(await idOf(logins), logins);
    if (outcome === 'given') expect((await keys).sessionToken).not.toBe('');
    else
      await expect(keys).rejects.toMatchObject({
        name: 'InvalidIdentityPoolConfigurationException',
        message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
      });
  });

  test('that trusts users alone is refused to guests', async () => {
    const aws = await startWith(poolWith({ trust: trustIn(GUESTS.id, 'authenticated') }));
    await expect(guestKeys(aws)).rejects.toMatchObject({ name: 'InvalidIdentityPoolConfigurationException' });
  });
});
