import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type OpenIdProvider, type ProviderInterceptor, startOpenIdProvider } from '../openid-provider';
import { REDIRECT, World } from './world';

// What answers in the place of a provider, or as one that means no good.

const HOUR = 60 * 60_000;

let provider: OpenIdProvider;
let world: World;
let stop = (): void => {};

const start = (): Promise<OpenIdProvider> =>
  startOpenIdProvider({
    clients: [{ id: 'shoebox', redirectUris: [REDIRECT] }],
    users: [{ name: 'ada', password: 'secret' }],
  });

beforeAll(async () => {
  provider = await start();
  return () => provider.close();
});

beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('navigator', { onLine: true });
  provider.clearRequests();
  world = new World(provider);
});

afterEach(() => stop());

const HTML = '<!doctype html><title>Log in to Hotel Wi-Fi</title>';

/** Megabytes of a JSON text. */
const HUGE = `{"a":"${'a'.repeat(8 * 1024 * 1024)}"}`;

type Answer = Extract<Awaited<ReturnType<ProviderInterceptor>>, { readonly status: number }>;

const NO_ANSWERS: readonly (readonly [string, Answer])[] = [
  ['a page', { status: 200, body: HTML }],
  ['a page that says it is not found', { status: 404, body: HTML }],
  ['a page that says it is forbidden', { status: 403, body: HTML }],
  ['JSON of something else', { status: 200, body: '{"ok":true}' }],
  ['JSON that is none', { status: 200, body: '{"issuer":' }],
  ['a list', { status: 200, body: '[]' }],
  ['nothing', { status: 200, body: '' }],
  ['more than memory has room for', { status: 200, body: HUGE }],
];

const answers = (endpoint: 'discovery' | 'token', answer: Answer): void => {
  stop = provider.intercept(request => (request.endpoint === endpoint ? answer : undefined));
};

test.each(NO_ANSWERS)(
  'a sign-in where %s answers instead of the discovery document is told as no provider',
  async (_what, answer) => {
    answers('discovery', answer);
    await expect(world.worker().start()).rejects.toMatchObject({ code: 'sign-in-provider-unknown' });
    expect(world.flows.interactive).toBe(0);
  },
);

test.each(NO_ANSWERS)(
  'a sign-in where %s answers instead of tokens leaves nobody signed in',
  async (_what, answer) => {
    answers('token', answer);
    const signIn = world.worker();
    await expect(signIn.start()).rejects.toMatchObject({
      code: expect.stringMatching(/^sign-in-(response-invalid|provider-refused)$/),
    });
    expect(await signIn.status()).toMatchObject({ state: 'signed-out', user: null });
    expect(world.record().tokens).toBeNull();
  },
);

describe('a token that has ended', () => {
  beforeEach(async () => {
    await world.worker().start();
    world.age(HOUR + 60_000);
  });

  test.each(
    NO_ANSWERS.flatMap(([what, answer]) =>
      (['token', 'discovery'] as const).map(endpoint => [what, endpoint, answer] as const),
    ),
  )(
    'is asked for again where %s answers at the %s endpoint: nobody is signed out for that',
    async (_what, endpoint, answer) => {
      answers(endpoint, answer);
      const signIn = world.worker();
      const login = () => signIn.login(settingsOf(world));
      await expect(login()).rejects.toMatchObject({ code: 'sign-in-provider-unreachable' });
      expect(await signIn.status()).toMatchObject({ state: 'signed-in' });
      stop();
      expect(await login()).toMatchObject({ subject: provider.subjectOf('ada') });
      expect(world.flows).toEqual({ interactive: 1, silent: 0 });
    },
  );

  test.each(['server_error', 'temporarily_unavailable'])(
    'is asked for again where the provider says %s',
    async error => {
      answers('token', { status: 400, body: JSON.stringify({ error }) });
      const signIn = world.worker();
      await expect(signIn.login(settingsOf(world))).rejects.toMatchObject({
        code: 'sign-in-provider-unreachable',
      });
      stop();
      expect(await signIn.login(settingsOf(world))).toMatchObject({ subject: provider.subjectOf('ada') });
    },
  );
});

describe('a sign-in is not accepted', () => {
  /** What the token endpoint answers with an ID token of these claims, by this provider. */
  async function withClaims(by: OpenIdProvider, claims: Readonly<Record<string, unknown>>): Promise<void> {
    const now = Math.floor(Date.now() / 1000);
    let nonce = '';
    const { launch } = world;
    world.launch = details => {
      nonce = new URL(details.url).searchParams.get('nonce') ?? '';
      return launch(details);
    };
    stop = provider.intercept(async ({ endpoint }) => {
      if (endpoint !== 'token') return;
      const honest = { iss: provider.issuer, aud: 'shoebox', sub: 'a', iat: now, exp: now + 3600, nonce };
      const idToken = await by.sign({ ...honest, ...claims });
      return {
        status: 200,
        body: JSON.stringify({
          access_token: 'a',
          token_type: 'Bearer',
          refresh_token: 'r',
          id_token: idToken,
        }),
      };
    });
  }

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['another pool', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other' }],
    ['another client', { aud: 'another' }],
    [
      'several clients, of which this one is not the authorized party',
      { aud: ['shoebox', 'another'], azp: 'another' },
    ],
    [
      'yesterday',
      { exp: Math.floor(Date.now() / 1000) - 86_400, iat: Math.floor(Date.now() / 1000) - 90_000 },
    ],
    ['nobody', { sub: undefined }],
    ['another sign-in', { nonce: 'another' }],
    ['no sign-in', { nonce: undefined }],
  ])('whose ID token is of %s', async (_whose, claims) => {
    await withClaims(provider, claims);
    const signIn = world.worker();
    await expect(signIn.start()).rejects.toMatchObject({
      code: expect.stringMatching(/^sign-in-(response-invalid|clock)$/),
    });
    expect(await signIn.status()).toMatchObject({ state: 'signed-out', user: null });
    expect(world.record().tokens).toBeNull();
  });

  test('whose code was used before', async () => {
    const { launch } = world;
    let first = '';
    world.launch = async details => {
      const back = await launch(details);
      if (back.includes('code=')) first = back;
      return back;
    };
    await world.worker().start();
    await world.worker().end();
    world.launch = async ({ url }) => {
      const replayed = new URL(first);
      replayed.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
      return replayed.href;
    };
    const signIn = world.worker();
    await expect(signIn.start()).rejects.toMatchObject({ code: 'sign-in-provider-refused' });
    expect(world.record().tokens).toBeNull();
  });

  test('whose redirect has no state, two of them, or is another provider’s', async () => {
    for (const query of ['code=a', 'code=a&state=b&state=c', `code=a&iss=https%3A%2F%2Fother.example`]) {
      world.launch = async ({ url }) =>
        `${REDIRECT}?${query}${query.includes('iss') ? `&state=${new URL(url).searchParams.get('state')}` : ''}`;
      await expect(world.worker().start()).rejects.toMatchObject({ code: 'sign-in-response-invalid' });
    }
  });
});

test('settings that are changed while the window is open have nobody signed in, and those before keep who came', async () => {
  const { launch } = world;
  const [before, after] = [settingsOf(world), { ...settingsOf(world), clientId: 'another' }];
  world.launch = details => {
    world.settings = after;
    return launch(details);
  };
  const signIn = world.worker();
  await signIn.start();
  expect(await signIn.status()).toEqual({ state: 'signed-out', user: null, failure: null });
  expect(await signIn.owner(after)).toBeNull();
  world.settings = before;
  expect(await signIn.status()).toMatchObject({ state: 'signed-in' });
});

test('a session storage that is full is told, and has no window left open', async () => {
  world.beforeWrite = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
  const signIn = world.worker();
  await expect(signIn.start()).rejects.toThrow('quota');
  expect(world.reports).toEqual(['sign-in.note-failure']);
  world.beforeWrite = async () => {};
  expect(await signIn.start()).toMatchObject({ state: 'signed-in' });
});

test('a worker that died between noting the tokens and who has them leaves the next one to note that', async () => {
  world.disk = JSON.stringify({
    provider: `shoebox@${provider.issuer}`,
    subject: 'somebody',
    user: 'somebody',
  });
  const dying = world.worker({
    knownUser: {
      read: async () => JSON.parse(world.disk ?? 'null') as null,
      write: () => Promise.reject(new Error('died')),
    },
  });
  await expect(dying.start()).rejects.toThrow('died');
  const next = world.worker();
  expect(await next.owner(settingsOf(world))).toMatchObject({ subject: provider.subjectOf('ada') });
  expect(JSON.parse(world.disk)).toMatchObject({ subject: provider.subjectOf('ada') });
});

function settingsOf({ settings }: World): NonNullable<World['settings']> {
  if (settings === null) throw new Error('Nothing is configured.');
  return settings;
}
