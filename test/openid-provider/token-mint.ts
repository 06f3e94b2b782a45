import { createHash, randomUUID } from 'node:crypto';
import { decodeJwt, exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import type { ProviderUser } from './options';

/** Default `sub` of a user: Cognito's are UUIDs, and the same after a restart. */
export function subjectOf({ name, subject }: ProviderUser): string {
  if (subject !== undefined) return subject;
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
    .concat(hex.slice(20, 32))
    .join('-');
}

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** Makes ID and access tokens with Cognito's claims, by a clock that can be moved, with keys that can change. */
export class TokenMint {
  readonly #issuer: string;
  readonly #now: () => number;
  #key: { readonly id: string; readonly key: SigningKey; readonly jwks: JSONWebKeySet } | undefined;

  constructor(issuer: string, now: () => number) {
    this.#issuer = issuer;
    this.#now = now;
  }

  /** What tokens signed from now on are verified with. */
  get jwks(): JSONWebKeySet {
    return this.#key?.jwks ?? { keys: [] };
  }

  /** Tokens signed before can't be verified any more. */
  async rotateKeys(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const id = randomUUID();
    const jwk = { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256', use: 'sig' };
    this.#key = { id, key: privateKey, jwks: { keys: [jwk] } };
  }

  /** Both tokens of an answer, in place of oidc-provider's own, whose ID token is `idToken`. */
  async mint(
    user: ProviderUser,
    clientId: string,
    { idToken, scope, lifeSeconds }: { idToken: string; scope: string; lifeSeconds: number },
  ): Promise<{ readonly id_token: string; readonly access_token: string }> {
    const { nonce, auth_time: authTime = this.#now() } = decodeJwt(idToken);
    const issuedAt = this.#now();
    const common = {
      iss: this.#issuer,
      sub: subjectOf(user),
      iat: issuedAt,
      exp: issuedAt + lifeSeconds,
      auth_time: authTime,
      jti: randomUUID(),
    };
    const access = await this.sign({
      ...common,
      ...{ token_use: 'access', client_id: clientId, username: user.name, scope },
    });
    const id = await this.sign({
      ...common,
      ...{ token_use: 'id', aud: clientId, nonce },
      'cognito:username': user.name,
      email: user.email ?? `${user.name}@example.com`,
      email_verified: true,
      at_hash: createHash('sha256').update(access).digest().subarray(0, 16).toString('base64url'),
    });
    return { id_token: id, access_token: access };
  }

  /** A token with any claims at all, signed as all are. */
  async sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    if (this.#key === undefined) await this.rotateKeys();
    if (this.#key === undefined) throw new Error('unreachable: there is a key by now');
    const { id, key } = this.#key;
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: id }).sign(key);
  }
}
