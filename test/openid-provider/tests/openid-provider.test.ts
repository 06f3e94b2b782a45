import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { type OpenIdProvider, type OpenIdProviderOptions, startOpenIdProvider } from '../index';
import { type OpenedPage, pkce, WebClient } from './web-client';

const CLIENT = 'client-1';
const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const ADA = { name: 'ada', password: 'lovelace' };
const BOB = { name: 'bob', password: 'builder' };

let provider: OpenIdProvider;

afterEach(() => provider.close());

const start = async (options: Partial<OpenIdProviderOptions> = {}): Promise<void> => {
  provider = await startOpenIdProvider({
    clients: [{ id: CLIENT, redirectUris: [REDIRECT] }],
    users: [ADA, BOB],
    ...options,
  });
};

interface Discovery {
  readonly [name: string]: string | readonly string[];
}

const discovery = async (): Promise<Discovery> =>
  (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as Discovery; // OpenID's JSON

async function authorizeUrl(
  challenge: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const parameters = {
    ...{ client_id: CLIENT, redirect_uri: REDIRECT, response_type: 'code', scope: 'openid email' },
    ...{ state: 'a-state', nonce: 'a-nonce', code_challenge: challenge, code_challenge_method: 'S256' },
    ...changes,
  };
  return `${(await discovery())['authorization_endpoint']}?${new URLSearchParams(parameters)}`;
}

interface TokenAnswer {
  readonly status: number;
  readonly error?: string;
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

async function askForTokens(form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  const body = new URLSearchParams({ client_id: CLIENT, ...form });
  const answer = await fetch(`${provider.url}/oauth2/token`, { method: 'POST', body });
  return { status: answer.status, ...((await answer.json()) as Omit<TokenAnswer, 'status'>) }; // OAuth's JSON
}

const refresh = (token: string) => askForTokens({ grant_type: 'refresh_token', refresh_token: token });

/** What the login page leads to. */
async function signInPage(client: WebClient, user = ADA): Promise<OpenedPage> {
  const page = await client.open(await authorizeUrl(pkce().challenge));
  expect(page.text).toContain('name="password"');
  return client.open(page.url, { username: user.name, password: user.password });
}

async function signIn(client = new WebClient(), user = ADA): Promise<TokenAnswer> {
  const { verifier, challenge } = pkce();
  const page = await client.open(await authorizeUrl(challenge));
  const back =
    page.status === 0 ? page : await client.open(page.url, { username: user.name, password: user.password });
  const code = new URL(back.url).searchParams.get('code') ?? '';
  return askForTokens({
    ...{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier },
  });
}

describe('discovery', () => {
  test('names the endpoints as a user pool’s does, and any page may read it', async () => {
    await start();
    const answer = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.url}/oauth2/authorize`,
      token_endpoint: `${provider.url}/oauth2/token`,
      revocation_endpoint: `${provider.url}/oauth2/revoke`,
      end_session_endpoint: `${provider.url}/logout`,
      jwks_uri: `${provider.issuer}/.well-known/jwks.json`,
    });
  });

  test('names the addresses that browsers know the provider by', async () => {
    const issuer = 'https://cognito-idp.eu-west-3.amazonaws.com/eu-west-3_Pool';
    const domain = 'https://photos.auth.eu-west-3.amazoncognito.com';
    await start({ addresses: { issuer, domain } });
    const answer = await fetch(`${provider.url}/eu-west-3_Pool/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({ issuer, token_endpoint: `${domain}/oauth2/token` });
    expect((await fetch(provider.jwksUri)).status).toBe(200);
  });
});

describe('a sign-in', () => {
  test('with name and password leads to tokens with Cognito’s claims, signed with the published key', async () => {
    await start();
    const tokens = await signIn();
    expect(tokens).toMatchObject({ status: 200, expires_in: 3600, refresh_token: expect.any(String) });
    const keys = createRemoteJWKSet(new URL(String((await discovery())['jwks_uri'])));
    const { payload } = await jwtVerify(tokens.id_token, keys, { issuer: provider.issuer, audience: CLIENT });
    expect(payload).toMatchObject({
      ...{ token_use: 'id', 'cognito:username': 'ada', email: 'ada@example.com', nonce: 'a-nonce' },
      sub: provider.subjectOf('ada'),
      exp: (payload.iat ?? 0) + 3600,
    });
    const access = decodeJwt(tokens.access_token);
    expect(access).toMatchObject({ token_use: 'access', client_id: CLIENT, username: 'ada' });
    expect(access.aud).toBeUndefined();
  });

  test('returns to the client with code and state, and nothing that Cognito does not send', async () => {
    await start();
    const { url } = await signInPage(new WebClient());
    expect(url.startsWith(REDIRECT)).toBe(true);
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(['code', 'state']);
  });

  test('with a wrong password is told so, and can be tried again', async () => {
    await start();
    const client = new WebClient();
    const page = await client.open(await authorizeUrl(pkce().challenge));
    const again = await client.open(page.url, { username: 'ada', password: 'wrong' });
    expect(again).toMatchObject({
      status: 200,
      text: expect.stringContaining('Incorrect username or password.'),
    });
    const back = await client.open(again.url, { username: 'ada', password: 'lovelace' });
    expect(back.url).toContain(`${REDIRECT}?code=`);
  });

  test('asks a browser nothing that has signed in before, until it signs out', async () => {
    await start();
    const client = new WebClient();
    await signIn(client);
    const url = await authorizeUrl(pkce().challenge);
    expect((await client.open(url)).url).toContain(`${REDIRECT}?code=`);
    const logout = new URLSearchParams({ client_id: CLIENT, logout_uri: REDIRECT });
    expect((await client.open(`${provider.url}/logout?${logout}`)).url).toBe(REDIRECT);
    expect((await client.open(url)).text).toContain('name="password"');
    await signIn(client, BOB);
    const standard = { client_id: CLIENT, post_logout_redirect_uri: REDIRECT, state: 'bye' };
    const out = await client.open(`${provider.url}/logout?${new URLSearchParams(standard)}`);
    expect(out.url).toBe(`${REDIRECT}?state=bye`);
    expect((await client.open(url)).text).toContain('name="password"');
  });

  test.each([
    ['of an unknown client', { client_id: 'nobody' }],
    ['that would return to an address that is not registered', { redirect_uri: 'https://evil.example/' }],
  ])('%s ends at an error page with HTTP 400', async (_, changes) => {
    await start();
    const page = await new WebClient().open(await authorizeUrl(pkce().challenge, changes));
    expect(page.status).toBe(400);
    expect(page.url).toContain(`${provider.url}/error?`);
    expect(page.text).toContain('role="alert"');
  });

  test.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with the plain method of PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another flow than the code’s', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s goes back to the client with an error', async (_, changes, error) => {
    await start();
    const { url } = await new WebClient().open(await authorizeUrl(pkce().challenge, changes));
    expect(url.startsWith(REDIRECT)).toBe(true);
    expect(url).toContain(`error=${error}`);
  });

  test('whose code comes with another verifier is refused', async () => {
    await start();
    const { url } = await signInPage(new WebClient());
    const code = new URL(url).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    expect(await askForTokens({ ...form, code_verifier: pkce().verifier })).toMatchObject({
      ...{ status: 400, error: 'invalid_grant' },
    });
  });
});

describe('a refresh token', () => {
  test('is replaced when it is used, and holds for the grace period only', async () => {
    await start();
    const { refresh_token: first } = await signIn();
    const { refresh_token: second, id_token: token } = await refresh(first);
    expect(second).not.toBe(first);
    expect(decodeJwt(token)).toMatchObject({ token_use: 'id', sub: provider.subjectOf('ada') });
    expect(await refresh(first)).toMatchObject({ status: 200 });
    provider.setLives({ grace: -1 });
    expect(await refresh(first)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await refresh(second)).toMatchObject({ status: 200 });
  });

  test('that was revoked is refused, and all that came of the same sign-in', async () => {
    await start();
    const { refresh_token: first } = await signIn();
    const { refresh_token: second } = await refresh(first);
    const body = new URLSearchParams({ client_id: CLIENT, token: second });
    const answer = await fetch(`${provider.url}/oauth2/revoke`, { method: 'POST', body });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    for (const token of [first, second])
      expect(await refresh(token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('of a user who was signed out everywhere is refused, and of others is not', async () => {
    await start();
    const [ada, bob] = [await signIn(), await signIn(new WebClient(), BOB)];
    provider.revokeUser('ada');
    expect(await refresh(ada.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await refresh(bob.refresh_token)).toMatchObject({ status: 200 });
    provider.setUsers([ADA]);
    expect(await refresh(bob.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });
});

describe('the switches', () => {
  test('of lives and clock change what tokens and the Date header say', async () => {
    await start({ lives: { tokens: 5 } });
    provider.setClockOffset(-86_400_000);
    const { id_token: token, expires_in: life } = await signIn();
    const { iat = 0, exp } = decodeJwt(token);
    expect([life, exp]).toEqual([5, iat + 5]);
    expect(Math.abs(iat * 1000 + 86_400_000 - Date.now())).toBeLessThan(60_000);
    const { headers } = await fetch(provider.jwksUri);
    expect(Math.abs(Date.parse(headers.get('date') ?? '') + 86_400_000 - Date.now())).toBeLessThan(60_000);
  });

  test('of keys make tokens that only the new ones verify', async () => {
    await start();
    const before = await signIn();
    await provider.rotateKeys();
    const keys = createLocalJWKSet(provider.jwks());
    await expect(jwtVerify(before.id_token, keys)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
    await jwtVerify((await refresh(before.refresh_token)).id_token, keys);
  });

  test('of traffic answer, cut and hold, and the log tells what was asked without secrets', async () => {
    await start();
    const { refresh_token: token } = await signIn();
    provider.clearRequests();
    const stopDropping = provider.intercept(() => ({ drop: true }));
    await expect(refresh(token)).rejects.toThrow('fetch failed');
    stopDropping();
    const stopRefusing = provider.intercept(({ endpoint }) =>
      endpoint === 'token' ? { status: 503, body: '{"error":"temporarily_unavailable"}' } : undefined,
    );
    expect(await refresh(token)).toMatchObject({ status: 503 });
    stopRefusing();
    // Done, and never heard of: the token was replaced.
    const stopLosing = provider.intercept(() => ({ dropAnswer: true }));
    await expect(refresh(token)).rejects.toThrow('fetch failed');
    stopLosing();
    provider.setLives({ grace: -1 });
    expect(await refresh(token)).toMatchObject({ status: 400 });
    const asked = { endpoint: 'token', method: 'POST' };
    expect(provider.requests).toEqual([
      { ...asked, status: 0 },
      { ...asked, status: 503 },
      { ...asked, status: 0, grantType: 'refresh_token' },
      { ...asked, status: 400, grantType: 'refresh_token', error: 'invalid_grant' },
    ]);
  });
});

test('any page may ask for tokens', async () => {
  await start();
  const preflight = await fetch(`${provider.url}/oauth2/token`, {
    method: 'OPTIONS',
    headers: {
      origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
});

test('an answer can be held until the test lets go of it', async () => {
  await start();
  const { refresh_token: token } = await signIn();
  let letGo = (): void => undefined;
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  provider.intercept(() => ({ holdAnswer: () => held }));
  const answer = refresh(token);
  await expect.poll(() => provider.requests.at(-1)).toMatchObject({ grantType: 'refresh_token', status: 0 });
  letGo();
  expect(await answer).toMatchObject({ status: 200 });
});

test('the console hears of no old Node, and of everything else', async () => {
  await start(); // for `afterEach`
  const program = `
    const { startOpenIdProvider } = await import('./test/openid-provider/index.ts');
    const provider = await startOpenIdProvider({ clients: [], users: [] });
    console.warn('another warning');
    await provider.close();`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect([stdout, stderr]).toEqual(['', 'another warning\n']);
});
