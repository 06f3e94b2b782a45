import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { LoginProvider } from '../options';
import { CognitoError } from './cognito-error';

/** Somebody whose token holds. */
export interface Login {
  /** As `Logins` calls the provider. */
  readonly issuer: string;
  readonly subject: string;
}

const refuse = (message: string): CognitoError => new CognitoError('NotAuthorizedException', message);
const invalid = (reason: string): CognitoError => refuse(`Invalid login token. ${reason}`);

/** Verifies ID tokens of the pools' providers, and words its refusals as Cognito does. */
export class LoginVerifier {
  readonly #now: () => number;
  /** By where they are. */
  readonly #keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Who has signed in, by the `Logins` of a request; the first one if there are several. None: a guest. */
  async verify(logins: unknown, providers: readonly LoginProvider[]): Promise<Login | null> {
    const given = typeof logins === 'object' && logins !== null ? Object.entries(logins) : [];
    let first: Login | null = null;
    for (const [issuer, token] of given) {
      const verified = await this.#verifyOne(issuer, String(token), providers);
      first ??= verified;
    }
    return first;
  }

  async #verifyOne(issuer: string, token: string, providers: readonly LoginProvider[]): Promise<Login> {
    const unsupported = refuse('Token is not from a supported provider of this identity pool.');
    const known = providers.filter(provider => provider.issuer === issuer);
    if (known.length === 0) throw unsupported;
    const claims = claimsOf(token);
    if (claims.iss?.replace(/^https?:\/\//u, '') !== issuer)
      throw invalid("Issuer doesn't match providerName");
    if (claims.aud === undefined) throw invalid('Missing a required claim: aud');
    const provider = known.find(({ clientId }) => claims.aud === clientId);
    if (provider === undefined) throw unsupported;
    if (claims.sub === undefined) throw invalid('Missing a required claim: sub');
    if (claims['token_use'] !== undefined && claims['token_use'] !== 'id') throw NOT_AN_ID_TOKEN;
    const keys = await this.#keysOf(provider, claims.iss);
    const currentDate = new Date(this.#now());
    await jwtVerify(token, keys, { currentDate, requiredClaims: ['exp', 'iat'] }).catch((error: unknown) => {
      if (error instanceof errors.JWTExpired) {
        throw invalid(`Token expired: ${claims.exp} >= ${Math.floor(this.#now() / 1000)}`);
      }
      if (error instanceof errors.JWTClaimValidationFailed)
        throw invalid(`Missing a required claim: ${error.claim}`);
      throw invalid("Couldn't verify signed token.");
    });
    return { issuer, subject: claims.sub };
  }

  async #keysOf({ jwksUri }: LoginProvider, issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
    const uri = jwksUri ?? (await discoverJwksUri(issuer));
    let keys = this.#keys.get(uri);
    if (keys === undefined) {
      // Without a pause between two looks: a provider's new keys count at once.
      keys = createRemoteJWKSet(new URL(uri), { cooldownDuration: 0 });
      this.#keys.set(uri, keys);
    }
    return keys;
  }
}

const NOT_AN_ID_TOKEN = invalid('Not a valid OpenId Connect identity token.');

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw NOT_AN_ID_TOKEN;
  }
}

async function discoverJwksUri(issuer: string): Promise<string> {
  const unreachable = invalid("Couldn't verify signed token.");
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => null);
  if (answer?.ok !== true) throw unreachable;
  const { jwks_uri: uri } = (await answer.json()) as { jwks_uri?: unknown }; // any JSON at all
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw unreachable;
  return uri;
}
