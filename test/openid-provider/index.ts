import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { CognitoPages } from './cognito-pages';
import { createOidcProvider } from './create-oidc-provider';
import type { OpenIdProviderOptions, ProviderLives, ProviderUser } from './options';
import { Records } from './records';
import { subjectOf, TokenMint } from './token-mint';
import { type LoggedProviderRequest, type ProviderInterceptor, ProviderTraffic } from './traffic';
import { createTrafficMiddleware } from './traffic-middleware';

export type { OpenIdProviderOptions, ProviderLives, ProviderUser } from './options';
export type { LoggedProviderRequest, ProviderInterceptor } from './traffic';

// All that others may import of the OpenID provider.

/** An OpenID provider with the paths and habits of a Cognito user pool, on the loopback address only. */
export interface OpenIdProvider {
  /** `http://127.0.0.1:PORT/POOL-ID`, or what `addresses` says: what tokens name as `iss`. */
  readonly issuer: string;
  /** Where it listens, whatever `addresses` says. */
  readonly url: string;
  /** Where its keys are, reachable without any of `addresses`. */
  readonly jwksUri: string;
  /** Answers a request that came for one of `addresses`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** What was asked so far, oldest first. */
  readonly requests: readonly LoggedProviderRequest[];
  clearRequests(): void;
  /** Sees every request first, and may answer, delay or drop it, or hold its answer. Returns what takes it away again. */
  intercept(interceptor: ProviderInterceptor): () => void;
  /** New keys; what was signed before can't be verified any more. */
  rotateKeys(): Promise<void>;
  /** The keys that tokens are verified with now. */
  jwks(): JSONWebKeySet;
  /** How far the clock of tokens and of `Date` headers is from this computer's. */
  setClockOffset(milliseconds: number): void;
  /** From now on; what is absent is as it was. */
  setLives(lives: ProviderLives): void;
  /** Replaces all users. One that is gone gets no tokens any more. */
  setUsers(users: readonly ProviderUser[]): void;
  /** Signs the user out everywhere, as the console does: refresh tokens are refused, browsers are not known again. */
  revokeUser(name: string): void;
  /** A token of these claims, signed as all are. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** `sub` of a user. */
  subjectOf(name: string): string;
  /** Cuts every connection, frees the port. */
  close(): Promise<void>;
}

export const POOL_ID = 'us-east-1_Local0001';

const DEFAULT_LIVES = { tokens: 3600, refreshToken: 30 * 86_400, grace: 60, session: 3600 };

/** Starts the provider. Rejects if the port is taken. */
export async function startOpenIdProvider(options: OpenIdProviderOptions): Promise<OpenIdProvider> {
  const { clients, poolId = POOL_ID, addresses } = options;
  let handle: OpenIdProvider['handle'] = async (_request, response) => void response.destroy();
  const server = createServer((request, response) => void handle(request, response));
  const url = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });

  let clockOffsetMs = 0;
  const now = () => Math.floor((Date.now() + clockOffsetMs) / 1000);
  const lives = { ...DEFAULT_LIVES, ...options.lives };
  let { users } = options;
  const userWith = (subject: string) => users.find(user => subjectOf(user) === subject);
  const issuer = addresses?.issuer ?? `${url}/${poolId}`;
  const records = new Records(() => lives.grace * 1000);
  const traffic = new ProviderTraffic();
  const mint = new TokenMint(issuer, now);
  await mint.rotateKeys();
  const provider = await createOidcProvider({ issuer, clients, records, lives, userWith });
  const pages = new CognitoPages({
    ...{ provider, records, clients, issuer, jwks: () => mint.jwks },
    domain: addresses?.domain ?? url,
    users: () => users,
  });
  provider.use(createTrafficMiddleware(traffic, new URL(issuer).pathname, now));
  provider.use((context, next) => pages.serve(context as KoaContextWithOIDC, next));
  provider.use(async (context, next) => {
    await next();
    hideIssuer(context.response);
    await replaceTokens(context as KoaContextWithOIDC, mint, userWith, lives.tokens);
  });
  handle = (provider as Provider).callback();

  const named = (name: string): ProviderUser => {
    const user = users.find(one => one.name === name);
    if (user === undefined) throw new Error(`There is no user ${name}.`);
    return user;
  };
  return {
    issuer,
    url,
    jwksUri: `${url}${new URL(issuer).pathname}/.well-known/jwks.json`,
    handle: (request, response) => handle(request, response),
    requests: traffic.log,
    clearRequests: () => void traffic.log.splice(0),
    intercept: interceptor => traffic.intercept(interceptor),
    rotateKeys: () => mint.rotateKeys(),
    jwks: () => mint.jwks,
    setClockOffset: milliseconds => {
      clockOffsetMs = milliseconds;
    },
    setLives: changes => void Object.assign(lives, changes),
    setUsers: replacement => {
      users = replacement;
    },
    revokeUser: name => records.removeOf(subjectOf(named(name))),
    sign: claims => mint.sign(claims),
    subjectOf: name => subjectOf(named(name)),
    close: async () => {
      traffic.close();
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** oidc-provider says in each redirect to a client who it is (RFC 9207); Cognito does not. */
function hideIssuer(response: KoaContextWithOIDC['response']): void {
  const location: unknown = response.headers['location'];
  if (typeof location === 'string') response.set('location', location.replace(/[&?]iss=[^&#]*/u, ''));
}

/** Puts tokens with Cognito's claims into an answer of the token endpoint. */
async function replaceTokens(
  { oidc, response }: KoaContextWithOIDC,
  mint: TokenMint,
  userWith: (subject: string) => ProviderUser | undefined,
  lifeSeconds: number,
): Promise<void> {
  const body: unknown = response.body;
  if (oidc?.route !== 'token' || typeof body !== 'object' || body === null || !('id_token' in body)) return;
  const user = userWith(oidc.entities.Account?.accountId ?? '');
  if (user === undefined) throw new Error('unreachable: oidc-provider found the account');
  const made = await mint.mint(user, oidc.client?.clientId ?? '', {
    idToken: String(body.id_token),
    scope: 'scope' in body ? String(body.scope) : '',
    lifeSeconds,
  });
  // Cognito sends no `scope` along.
  const { scope: _, ...rest } = body as { scope?: unknown };
  response.body = { ...rest, ...made, expires_in: lifeSeconds };
}
