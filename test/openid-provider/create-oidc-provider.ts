import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { Provider } from 'oidc-provider';
import { loadOidcProvider } from './load-oidc-provider';
import type { ProviderClient, ProviderLives, ProviderUser } from './options';
import type { Records } from './records';

/** What oidc-provider has to know. */
export interface OidcProviderSetup {
  readonly issuer: string;
  readonly clients: readonly ProviderClient[];
  readonly records: Records;
  /** Read whenever something is made. */
  readonly lives: Required<ProviderLives>;
  readonly userWith: (subject: string) => ProviderUser | undefined;
}

/** oidc-provider, set up to do what a user pool does: code flow with PKCE, no consent, refresh tokens that rotate. */
export async function createOidcProvider(setup: OidcProviderSetup): Promise<Provider> {
  const { issuer, clients, records, lives, userWith } = setup;
  const { Provider } = await loadOidcProvider();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider: Provider = new Provider(issuer, {
    clients: clients.map(({ id, redirectUris, logoutUris }) => ({
      client_id: id,
      token_endpoint_auth_method: 'none',
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...(logoutUris ?? redirectUris)],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: SCOPES.join(' '),
    })),
    adapter: model => records.adapter(model),
    // For its own tokens, of which none gets out: `TokenMint` makes those.
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: SCOPES,
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    findAccount: (_context, subject) =>
      userWith(subject) && { accountId: subject, claims: () => ({ sub: subject }) },
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope(SCOPES.join(' ')); // nobody is asked: the client is the pool's own
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    renderError: ({ response }, { error, error_description: description }) => {
      // Cognito leads to a page of its own, which is HTTP 400.
      response.redirect(`/error?${new URLSearchParams({ error: description ?? error })}`);
    },
    ttl: {
      AccessToken: () => lives.tokens,
      IdToken: () => lives.tokens,
      RefreshToken: () => lives.refreshToken,
      Session: () => lives.session,
      Grant: () => lives.refreshToken,
      AuthorizationCode: 300,
      Interaction: 600,
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      revocation: '/oauth2/revoke',
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false }, // `CognitoPages` has `/logout`
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
    },
  });
  return provider;
}

/** Those of a user pool. */
export const SCOPES = ['openid', 'email', 'phone', 'profile'];
