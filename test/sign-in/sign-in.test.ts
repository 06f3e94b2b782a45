import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { Settings } from '../../src/core/settings';
import { deferred } from '../deferred';
import { type OpenIdProvider, startOpenIdProvider } from '../openid-provider';
import { REDIRECT, World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let provider: OpenIdProvider;
let world: World;

beforeAll(async () => {
  provider = await startOpenIdProvider({
    clients: [{ id: 'shoebox', redirectUris: [REDIRECT] }],
    users: [
      { name: 'ada', password: 'secret' },
      { name: 'ben', password: 'other' },
    ],
  });
  return () => provider.close();
});

beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('navigator', { onLine: true });
  provider.clearRequests();
  provider.setClockOffset(0);
  provider.setLives({ grace: 60 });
  world = new World(provider);
});

const refreshTokenOf = (of: World): string | null | undefined => of.record().tokens?.refreshToken;
const tokenRequests = (): number => provider.requests.filter(({ endpoint }) => endpoint === 'token').length;
const settingsOf = ({ settings }: World) => {
  if (settings === null) throw new Error('There are settings.');
  return settings;
};

const withSettings = (of: World, changes: Partial<Settings>): Pick<World, 'settings'> => ({
  settings: { ...settingsOf(of), ...changes },
});

test('signing in brings the ID token for the identity pool, and shows who it is', async () => {
  const signIn = world.worker();
  expect(await signIn.status()).toEqual({ state: 'signed-out', user: null, failure: null });
  const status = await signIn.start();
  expect(status).toEqual({ state: 'signed-in', user: 'ada@example.com', failure: null });
  const login = await signIn.login(settingsOf(world));
  expect(login).toMatchObject({
    provider: provider.issuer.replace('http://', ''),
    subject: provider.subjectOf('ada'),
  });
  expect(login.idToken.split('.')).toHaveLength(3);
  expect(world.disk).not.toContain(login.idToken);
  expect(world.disk).not.toContain(refreshTokenOf(world));
});

test('the request for a login page holds PKCE, state and nonce, and no second one holds the same', async () => {
  const urls: URL[] = [];
  world.launch = async ({ url }) => {
    urls.push(new URL(url));
    throw new Error('The user did not approve access.');
  };
  const signIn = world.worker();
  for (let n = 0; n < 2; n++)
    await expect(signIn.start()).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  const parameters = urls.map(url => Object.fromEntries(url.searchParams));
  expect(parameters[0]).toMatchObject({
    ...{ response_type: 'code', client_id: 'shoebox', redirect_uri: REDIRECT, scope: 'openid email' },
    code_challenge_method: 'S256',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(parameters[0]?.[name]).toMatch(/^[\w-]{43}$/);
    expect(parameters[1]?.[name]).not.toBe(parameters[0]?.[name]);
  }
});

test('settings with guests have no sign-in: nothing opens, and nothing is asked', async () => {
  world.settings = { ...settingsOf(world), access: 'guest' };
  const signIn = world.worker();
  const none = { state: 'not-used', user: null, failure: null };
  expect([await signIn.status(), await signIn.start(), await signIn.end()]).toEqual([none, none, none]);
  expect(world.flows).toEqual({ interactive: 0, silent: 0 });
});

describe('a sign-in that comes to nothing', () => {
  const failsWith = (words: string) => ({ launch: () => Promise.reject(new Error(words)) });
  test.each<[string, string, (now: World) => Partial<World>]>([
    ['the window was closed', 'sign-in-cancelled', () => ({ person: null })],
    ['the permission was refused', 'sign-in-needs-permission', () => ({ hasPermission: false })],
    ['the window is private', 'sign-in-not-in-private-windows', () => ({ isIncognito: true })],
    ['there is no such client', 'sign-in-client-unknown', now => withSettings(now, { clientId: 'nobody' })],
    [
      'there is no provider at the issuer',
      'sign-in-provider-unknown',
      now => withSettings(now, { issuer: `${provider.url}/us-east-1_Other` }),
    ],
    [
      'nobody answers there',
      'sign-in-provider-unreachable',
      now => withSettings(now, { issuer: 'http://127.0.0.1:9/pool' }),
    ],
    [
      'another answer came back than was asked for',
      'sign-in-response-invalid',
      () => ({ launch: async () => `${REDIRECT}?code=abc&state=another` }),
    ],
    [
      'another flow of the browser is open',
      'sign-in-already-open',
      () => failsWith('Only one web auth flow is allowed at a time.'),
    ],
    [
      'Firefox’s window was closed',
      'sign-in-not-finished',
      () => failsWith('User cancelled or denied access.'),
    ],
    [
      'the page took too long',
      'sign-in-provider-unreachable',
      () => failsWith('Authorization page load timed out.'),
    ],
  ])('because %s tells that (%s), and so does the status', async (_why, code, arrange) => {
    Object.assign(world, arrange(world));
    const signIn = world.worker();
    await expect(signIn.start()).rejects.toMatchObject({ code });
    expect(await signIn.status()).toMatchObject({ state: 'signed-out', failure: { code } });
  });

  test('because the redirect address is not the client’s names that address', async () => {
    const redirect = 'https://bcdefghijklmnopabcdefghijklmnopa.chromiumapp.org/';
    const signIn = world.worker({ redirectUrl: () => redirect });
    await expect(signIn.start()).rejects.toMatchObject({
      code: 'sign-in-redirect-refused',
      detail: { redirect },
    });
  });

  test('because the provider says no tells in its words, without anything confidential', async () => {
    world.launch = async ({ url }) => {
      const back = new URL(REDIRECT);
      back.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'Not for\n you: https://example.com/?token=1');
      return back.href;
    };
    await expect(world.worker().start()).rejects.toMatchObject({
      code: 'sign-in-provider-refused',
      detail: { reason: 'access_denied: Not for you: …' },
    });
  });

  test('because the ID token has another nonce is not accepted', async () => {
    const { launch } = world;
    world.launch = ({ url, interactive }) => {
      const other = new URL(url);
      other.searchParams.set('nonce', 'another');
      return launch({ url: other.href, interactive });
    };
    await expect(world.worker().start()).rejects.toMatchObject({ code: 'sign-in-response-invalid' });
    expect(world.record().tokens).toBeNull();
  });

  test('because the browser says something unknown keeps nothing of its words', async () => {
    world.launch = ({ url }) => Promise.reject(new Error(`failed at ${url}&code=secret`));
    const signIn = world.worker();
    await expect(signIn.start()).rejects.toMatchObject({ code: 'unexpected' });
    expect(JSON.stringify(await signIn.status())).not.toMatch(/secret|state=/);
  });

  test('because another window of ours is open does not end that one, and pages are told that it is', async () => {
    const window = deferred<string>();
    const opened = deferred<URL>();
    world.launch = ({ url }) => {
      opened.resolve(new URL(url));
      return window.promise;
    };
    const signIn = world.worker();
    const first = signIn.start();
    await opened.promise;
    await expect(signIn.start()).rejects.toMatchObject({ code: 'sign-in-already-open' });
    expect(await signIn.status()).toEqual({ state: 'signing-in', user: null, failure: null });
    window.reject(new Error('The user did not approve access.'));
    await expect(first).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  test('because the worker died is told by the next one, and not by that of private windows', async () => {
    const opened = deferred<undefined>();
    world.launch = () => {
      opened.resolve(undefined);
      return new Promise(() => {});
    };
    void world.worker().start();
    await opened.promise;
    expect(await world.worker({ isIncognito: () => true }).status()).toMatchObject({ failure: null });
    expect(await world.worker().status()).toMatchObject({
      state: 'signed-out',
      failure: { code: 'sign-in-interrupted' },
    });
    expect(world.record().flow).toBeNull();
  });
});

describe('a clock that is wrong', () => {
  test.each([
    ['a day fast', -DAY],
    ['a day slow', DAY],
  ])('%s locks nobody out, and renews no more often', async (_name, offset) => {
    provider.setClockOffset(offset); // seen from here, it is the provider's that is wrong
    const signIn = world.worker();
    await signIn.start();
    const requests = tokenRequests();
    for (let n = 0; n < 3; n++) await signIn.login(settingsOf(world));
    expect(tokenRequests()).toBe(requests);
  });

  test('is known by the ID token where the provider’s date can’t be read', async () => {
    provider.setClockOffset(-DAY);
    const { get } = Headers.prototype;
    const hidden = vi.spyOn(Headers.prototype, 'get').mockImplementation(function (this: Headers, name) {
      return name === 'date' ? null : get.call(this, name);
    });
    onTestFinished(() => hidden.mockRestore());
    expect(await world.worker().start()).toMatchObject({ state: 'signed-in' });
  });

  test('that is set back after the sign-in has the token renewed', async () => {
    await world.worker().start();
    const { idToken } = await world.worker().login(settingsOf(world));
    world.age(-DAY);
    expect((await world.worker().login(settingsOf(world))).idToken).not.toBe(idToken);
  });
});

describe('a token that is about to end', () => {
  beforeEach(async () => {
    await world.worker().start();
    provider.setClockOffset(1000);
    provider.clearRequests();
  });

  test('is renewed before, once for all who ask, and the new refresh token is kept first', async () => {
    const before = refreshTokenOf(world);
    world.age(HOUR - 4 * MINUTE);
    const signIn = world.worker();
    const logins = await Promise.all(Array.from({ length: 5 }, () => signIn.login(settingsOf(world))));
    expect(tokenRequests()).toBe(1);
    expect(refreshTokenOf(world)).not.toBe(before);
    expect(new Set(logins.map(({ idToken }) => idToken))).toEqual(new Set([world.record().tokens?.idToken]));
  });

  test('is not handed out before the new refresh token is on record', async () => {
    world.age(HOUR + MINUTE);
    const disk = deferred<undefined>();
    const writing = deferred<undefined>();
    world.beforeWrite = async () => {
      writing.resolve(undefined);
      await disk.promise;
    };
    let isKnown = false;
    const login = world
      .worker()
      .login(settingsOf(world))
      .then(() => {
        isKnown = true;
      });
    await writing.promise;
    expect(isKnown).toBe(false);
    disk.resolve(undefined);
    await login;
  });

  test('is renewed by the next worker where one died before it had written the new refresh token', async () => {
    world.age(HOUR + MINUTE);
    const died = deferred<undefined>();
    world.beforeWrite = () => {
      died.resolve(undefined);
      return new Promise(() => {});
    };
    void world.worker().login(settingsOf(world));
    await died.promise;
    world.beforeWrite = async () => {};
    await world.worker().login(settingsOf(world));
    expect(tokenRequests()).toBe(2);
    expect(await world.worker().status()).toMatchObject({ state: 'signed-in' });
  });

  test('is had again from the login page’s session where the refresh token is good for nothing', async () => {
    provider.setLives({ grace: 0 });
    world.age(HOUR + MINUTE);
    const died = deferred<undefined>();
    world.beforeWrite = () => {
      died.resolve(undefined);
      return new Promise(() => {});
    };
    void world.worker().login(settingsOf(world));
    await died.promise;
    world.beforeWrite = async () => {};
    await world.worker().login(settingsOf(world));
    expect(world.flows).toEqual({ interactive: 1, silent: 1 });
  });

  test('needs the user where neither refresh token nor session are good any more; they are asked once', async () => {
    provider.revokeUser('ada');
    world.age(HOUR + MINUTE);
    const signIn = world.worker();
    for (let n = 0; n < 3; n++)
      await expect(signIn.login(settingsOf(world))).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(world.flows.silent).toBe(1);
    expect(await signIn.status()).toMatchObject({ state: 'expired', user: 'ada@example.com' });
    await signIn.start();
    await signIn.login(settingsOf(world));
  });

  test('stays in use to its very end where nobody can renew it', async () => {
    provider.revokeUser('ada');
    world.age(HOUR - MINUTE);
    const { idToken } = world.record().tokens ?? {};
    expect(await world.worker().login(settingsOf(world))).toMatchObject({ idToken });
  });

  test('is asked for again where the provider can’t be reached: nobody is signed out for that', async () => {
    world.age(HOUR + MINUTE);
    const stop = provider.intercept(({ endpoint }) => (endpoint === 'token' ? { drop: true } : undefined));
    const signIn = world.worker();
    await expect(signIn.login(settingsOf(world))).rejects.toMatchObject({
      code: 'sign-in-provider-unreachable',
    });
    expect(await signIn.status()).toMatchObject({ state: 'signed-in' });
    stop();
    await signIn.login(settingsOf(world));
  });

  test('is renewed when the pool has refused it, though it seems good', async () => {
    const signIn = world.worker();
    const refused = await signIn.login(settingsOf(world));
    const other = await signIn.login(settingsOf(world), refused);
    expect(other.idToken).not.toBe(refused.idToken);
    expect(await signIn.login(settingsOf(world), refused)).toEqual(other);
  });
});

describe('after the browser was closed and opened again', () => {
  beforeEach(async () => {
    await world.worker().start();
    world.restartBrowser();
  });

  test('the login page’s own session signs in, without a question', async () => {
    const signIn = world.worker();
    expect(await signIn.status()).toMatchObject({ state: 'expired', user: 'ada@example.com' });
    await signIn.login(settingsOf(world));
    expect(await signIn.status()).toMatchObject({ state: 'signed-in' });
    expect(world.flows).toEqual({ interactive: 1, silent: 1 });
  });

  test('without such a session the user has to sign in again', async () => {
    provider.revokeUser('ada');
    const signIn = world.worker();
    await expect(signIn.login(settingsOf(world))).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(await signIn.status()).toMatchObject({ state: 'expired' });
  });

  test('somebody else’s session signs nobody in', async () => {
    const other = new World(provider);
    other.person = { name: 'ben', password: 'other' };
    await other.worker().start();
    world.launch = other.launch;
    await expect(world.worker().login(settingsOf(world))).rejects.toMatchObject({ code: 'sign-in-needed' });
  });
});

describe('signing out', () => {
  beforeEach(async () => {
    await world.worker().start();
    provider.clearRequests();
  });

  test('forgets user and tokens, revokes the refresh token, and ends the login page’s session', async () => {
    const tokens = JSON.stringify(world.record().tokens);
    const signIn = world.worker();
    expect(await signIn.end()).toEqual({ state: 'signed-out', user: null, failure: null });
    for (const kept of [world.session, world.disk]) {
      expect(kept).not.toContain('ada');
      expect(kept).not.toContain(provider.subjectOf('ada'));
      expect(tokens).not.toContain(kept);
    }
    expect(provider.requests.map(({ endpoint }) => endpoint)).toEqual(
      expect.arrayContaining(['revoke', 'logout']),
    );
    await expect(signIn.login(settingsOf(world))).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(world.reports).toEqual([]);
  });

  test('has the next sign-in ask who it is, also where the login page’s session goes on', async () => {
    const stop = provider.intercept(({ endpoint }) => (endpoint === 'logout' ? { drop: true } : undefined));
    const signIn = world.worker();
    await signIn.end();
    stop();
    expect(world.reports).toEqual(['sign-in.end-session']);
    world.person = null;
    await expect(signIn.start()).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  test('works without the provider, and tells that it could not be told', async () => {
    const stop = provider.intercept(() => ({ drop: true }));
    const signIn = world.worker();
    expect(await signIn.end()).toMatchObject({
      ...{ state: 'signed-out', user: null },
      failure: { code: 'sign-out-not-told', detail: { host: new URL(provider.url).host } },
    });
    expect(world.reports).toEqual(['sign-in.revoke', 'sign-in.end-session']);
    expect(world.record().tokens).toBeNull();
    stop();
    expect(await signIn.start()).toMatchObject({ state: 'signed-in', failure: null });
  });

  test('while a token is being renewed signs out all the same, and revokes what came of it', async () => {
    world.age(HOUR + MINUTE);
    const answered = deferred<undefined>();
    const asked = deferred<undefined>();
    const stop = provider.intercept(({ endpoint }) => {
      if (endpoint !== 'token') return undefined;
      asked.resolve(undefined);
      return { holdAnswer: () => answered.promise };
    });
    const signIn = world.worker();
    const login = signIn.login(settingsOf(world));
    await asked.promise;
    await signIn.end();
    answered.resolve(undefined);
    stop();
    await expect(login).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(world.record().tokens).toBeNull();
    expect(provider.requests.filter(({ endpoint }) => endpoint === 'revoke')).toHaveLength(2);
  });
});

const NEEDED = new ShoeboxError('sign-in-needed');

test('who waits for a sign-in is told, also of one by another worker, and of settings with guests', async () => {
  const waiting = world.worker();
  const signedIn = waiting.untilSignedIn(new AbortController().signal, NEEDED);
  await world.worker().start();
  await waiting.follow();
  await signedIn;

  await waiting.end();
  const notUsed = waiting.untilSignedIn(new AbortController().signal, NEEDED);
  world.settings = { ...settingsOf(world), access: 'guest' };
  await waiting.follow();
  await notUsed;

  const gone = new AbortController();
  world.settings = { ...settingsOf(world), access: 'user' };
  const aborted = waiting.untilSignedIn(gone.signal, NEEDED);
  gone.abort(new Error('gone'));
  await expect(aborted).rejects.toThrow('gone');
});

describe('who waits for a certain user', () => {
  const bens = { subject: 'ben', user: 'ben' };
  const wait = async () => {
    const signIn = world.worker();
    await signIn.start();
    const owner = { issuer: provider.issuer, ...bens };
    const logins = signIn.loginsOf(owner, { bucket: 'pictures' });
    const error = await logins.login(settingsOf(world)).catch((reason: ShoeboxError) => reason);
    if (!(error instanceof ShoeboxError)) throw new Error('It is another user.');
    const ended = vi.fn();
    const over = signIn.untilSignedIn(new AbortController().signal, error).then(ended);
    await signIn.follow();
    expect([error.code, ended.mock.calls.length]).toEqual(['other-user', 0]);
    return { signIn, logins, over };
  };

  test.each<[string, (now: Settings) => Settings | null]>([
    ['guests', now => ({ ...now, access: 'guest' })],
    ['another client', now => ({ ...now, clientId: 'other' })],
    ['another provider', now => ({ ...now, issuer: 'https://other.example' })],
    ['nothing', () => null],
  ])('does so no more when the settings are changed to %s', async (_to, changed) => {
    const { signIn, logins, over } = await wait();
    const before = settingsOf(world);
    world.settings = changed(before);
    await signIn.follow();
    await over;
    // What was opened with the settings before comes to its end, and is not waited for again and again.
    await expect(logins.login(before)).rejects.toMatchObject({
      code: 'other-bucket',
      detail: { bucket: 'pictures' },
    });
  });
});

test('the status is told now and after each change, once each', async () => {
  const signIn = world.worker();
  const { launch } = world;
  const seen = deferred<undefined>();
  world.launch = async details => {
    if (details.interactive) await seen.promise;
    return launch(details);
  };
  const gone = new AbortController();
  const told: string[] = [];
  const watching = (async () => {
    for await (const { state } of signIn.watch(gone.signal)) told.push(state);
  })();
  await expect.poll(() => told).toEqual(['signed-out']);
  const started = signIn.start();
  await expect.poll(() => told).toEqual(['signed-out', 'signing-in']);
  seen.resolve(undefined);
  await started;
  await expect.poll(() => told.slice(2)).toEqual(['signed-in']);
  await signIn.follow();
  await signIn.end();
  await expect.poll(() => told.slice(3)).toEqual(['signed-out']);
  gone.abort();
  await watching;
});
