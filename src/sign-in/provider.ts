import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  clockSkew,
  customFetch,
  discoveryRequest,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  genericTokenEndpointRequest,
  getValidatedIdTokenClaims,
  type IDToken,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processGenericTokenEndpointResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { isPublicPlaintext } from '../core/private-network';
import { safeWords } from '../core/safe-words';
import type { Settings } from '../core/settings';
import { providerFailure, unknownProvider } from './provider-failure';
import { providerFetch } from './provider-fetch';
import type { Flow, Tokens } from './records';

/** One request; the slowest answers of user pools take some seconds. */
const PATIENCE_MS = 30_000;

/** What a provider is told apart by, and what Shoebox is called there. */
export type ProviderSettings = Pick<Settings, 'issuer' | 'clientId'>;

/** The OpenID provider of some settings, as its discovery document describes it. */
export interface Provider {
  /** State, nonce and verifier of a new flow. */
  newFlow(redirectUrl: string): Flow;
  /** Where the user signs in. `none`: without a question, or not at all; `login`: not without one. */
  authorizationUrl(flow: Flow, prompt: 'none' | 'login' | null): Promise<string>;
  /** What the redirect brought is exchanged for tokens. @throws ShoeboxError `sign-in-…` */
  tokensOf(redirectedTo: string, flow: Flow): Promise<Tokens>;
  /** @throws ShoeboxError; `sign-in-needed` where the provider does not accept the refresh token any more */
  refresh(tokens: Tokens, refreshToken: string): Promise<Tokens>;
  revoke(refreshToken: string): Promise<void>;
  /** Where the login page's own session ends; null where the provider has no such address. */
  endSessionUrl(tokens: Tokens, redirectUrl: string): string | null;
  /** Why there is no login page: network, client, or redirect address. Resolves with the failure. */
  explainMissingPage(redirectUrl: string): Promise<unknown>;
}

/**
 * Asks the issuer for its discovery document. Requests go over https; plain http is for issuers in a private network, with
 * all their endpoints there. The signature of ID tokens is not checked here: they come from the token endpoint itself
 * (OpenID Connect Core 1.0, 3.1.3.7), and the identity pool checks it before it gives credentials.
 * @throws ShoeboxError `sign-in-provider-unreachable`, `sign-in-provider-unknown`, `offline`
 */
export async function discoverProvider(
  { issuer, clientId }: ProviderSettings,
  clock: () => number,
): Promise<Provider> {
  const issuerUrl = new URL(issuer);
  const { host } = issuerUrl;
  const options = {
    [allowInsecureRequests]: issuerUrl.protocol === 'http:',
    [customFetch]: providerFetch,
    signal: (): AbortSignal => AbortSignal.timeout(PATIENCE_MS),
  };
  let server: AuthorizationServer;
  try {
    server = await processDiscoveryResponse(issuerUrl, await discoveryRequest(issuerUrl, options));
  } catch (error) {
    throw providerFailure(error, { step: 'discovery', host, clientId });
  }
  const { authorization_endpoint: authorizationEndpoint = '', end_session_endpoint: endSession } = server;
  const endpoints = [authorizationEndpoint, server.token_endpoint ?? ''];
  const optional = [endSession, server.revocation_endpoint].filter(url => url !== undefined);
  if (![...endpoints, ...optional].every(isWebUrl)) throw unknownProvider(host);

  /** @throws ShoeboxError of what the request or the reading of its answer failed with */
  async function asked<Value>(
    step: 'exchange' | 'refresh' | 'revocation',
    endpoint: string,
    work: () => Promise<Value>,
  ): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      throw providerFailure(error, { step, host: new URL(endpoint).host, clientId });
    }
  }

  /** The client, with the clock that the answer was given by. */
  async function clientAt(response: Response): Promise<Client & { readonly [clockSkew]: number }> {
    const serverNow = Date.parse(response.headers.get('date') ?? '') || (await issuedAtOf(response.clone()));
    return { client_id: clientId, [clockSkew]: Math.round(((serverNow || clock()) - clock()) / 1000) };
  }

  function newTokens(
    response: TokenEndpointResponse,
    client: { readonly [clockSkew]: number },
    before: string | null,
  ): Tokens | null {
    const { id_token: idToken, refresh_token: refreshToken = before } = response;
    const claims = getValidatedIdTokenClaims(response);
    if (idToken === undefined || claims === undefined) return null;
    const receivedAt = clock();
    return {
      ...{ idToken, refreshToken, receivedAt },
      issuedAt: receivedAt + client[clockSkew] * 1000,
      expiresAt: claims.exp * 1000,
      issuer: server.issuer,
      subject: claims.sub,
      user: userOf(claims),
    };
  }

  return {
    newFlow: redirectUrl => ({
      redirectUrl,
      state: generateRandomState(),
      nonce: generateRandomNonce(),
      verifier: generateRandomCodeVerifier(),
    }),
    async authorizationUrl({ redirectUrl, state, nonce, verifier }, prompt) {
      const url = new URL(authorizationEndpoint);
      // Most providers give a refresh token for it alone; Cognito gives one by itself, and refuses scopes that it lacks.
      const isOffline = server.scopes_supported?.includes('offline_access') === true;
      for (const [name, value] of Object.entries({
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUrl, state, nonce },
        scope: isOffline ? 'openid email offline_access' : 'openid email',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(prompt !== null && { prompt }),
      }))
        url.searchParams.set(name, value);
      return url.href;
    },
    tokensOf: (redirectedTo, { redirectUrl, state, nonce, verifier }) =>
      asked('exchange', server.token_endpoint ?? '', async () => {
        const parameters = validateAuthResponse(
          server,
          { client_id: clientId },
          new URL(redirectedTo),
          state,
        );
        const response = await authorizationCodeGrantRequest(
          server,
          { client_id: clientId },
          None(),
          parameters,
          redirectUrl,
          verifier,
          options,
        );
        const client = await clientAt(response);
        const expected = { expectedNonce: nonce, requireIdToken: true };
        const tokens = newTokens(
          await processAuthorizationCodeResponse(server, client, response, expected),
          client,
          null,
        );
        if (tokens === null) throw new Error('no ID token');
        return tokens;
      }),
    refresh: (tokens, refreshToken) =>
      asked('refresh', server.token_endpoint ?? '', async () => {
        const own = { client_id: clientId };
        const response = await refreshTokenGrantRequest(server, own, None(), refreshToken, options);
        const client = await clientAt(response);
        const next = newTokens(
          await processRefreshTokenResponse(server, client, response),
          client,
          refreshToken,
        );
        // OpenID Connect Core 1.0, 12.2: it has to be about the same user.
        if (next !== null && next.subject !== tokens.subject) throw new Error('another subject');
        return next ?? Promise.reject(new Error('no ID token'));
      }),
    async revoke(refreshToken) {
      const { revocation_endpoint: endpoint } = server;
      if (endpoint === undefined) return;
      await asked('revocation', endpoint, async () => {
        const client = { client_id: clientId };
        await processRevocationResponse(
          await revocationRequest(server, client, None(), refreshToken, options),
        );
      });
    },
    endSessionUrl({ idToken }, redirectUrl) {
      if (endSession === undefined) return null;
      const url = new URL(endSession);
      // `logout_uri` is Cognito's; the others are of OpenID Connect RP-Initiated Logout 1.0.
      for (const [name, value] of Object.entries({
        ...{ client_id: clientId, logout_uri: redirectUrl },
        ...{ post_logout_redirect_uri: redirectUrl, id_token_hint: idToken },
      }))
        url.searchParams.set(name, value);
      return url.href;
    },
    async explainMissingPage(redirectUrl) {
      const page = new URL(authorizationEndpoint);
      try {
        // Its answer can't be read, as it allows no other origin to; but it is there.
        await fetch(page, { mode: 'no-cors', credentials: 'omit', signal: options.signal() });
      } catch (error) {
        return providerFailure(error, { step: 'discovery', host: page.host, clientId });
      }
      // With a code that nobody has: the client is looked at first.
      const parameters = { code: generateRandomState(), redirect_uri: redirectUrl };
      const client = { client_id: clientId };
      try {
        const grant = 'authorization_code';
        const response = await genericTokenEndpointRequest(
          server,
          client,
          None(),
          grant,
          parameters,
          options,
        );
        await processGenericTokenEndpointResponse(server, client, response);
        throw new Error('a code of nobody was accepted');
      } catch (error) {
        return providerFailure(error, { step: 'page', host: page.host, clientId, redirectUrl });
      }
    },
  };

  /** Plain http over the public internet is refused, whatever the document says; and so is anything but the web. */
  function isWebUrl(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol } = new URL(url);
    return protocol === 'https:' || (protocol === issuerUrl.protocol && !isPublicPlaintext(url));
  }
}

/**
 * The time by the provider's clock: it has just issued the ID token. For providers that don't let their `Date` be read. NaN
 * where there is none; what is wrong with the token is found out by whoever reads it.
 */
async function issuedAtOf(response: Response): Promise<number> {
  const text = await response.text();
  const payload = /"id_token"\s*:\s*"[\w-]+\.([\w-]+)\./.exec(text)?.[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return Number(/"iat"\s*:\s*(\d+)/.exec(json)?.[1]) * 1000;
}

/** Whom the user is to be shown as signed in. */
function userOf({ email, name, sub }: IDToken): string {
  const known = [email, name, sub].find(claim => typeof claim === 'string' && claim.trim() !== '');
  return safeWords(String(known), MAX_USER);
}

/** The longest email address has 254 characters (RFC 5321). */
const MAX_USER = 254;
