import { text } from 'node:stream/consumers';
import type { JSONWebKeySet } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { SCOPES } from './create-oidc-provider';
import type { ProviderClient, ProviderUser } from './options';
import { errorPage, loginPage } from './pages';
import type { Records } from './records';
import { subjectOf } from './token-mint';

/** What the pages have to know. */
export interface CognitoPagesSetup {
  readonly provider: Provider;
  readonly records: Records;
  readonly clients: readonly ProviderClient[];
  readonly issuer: string;
  readonly domain: string;
  readonly jwks: () => JSONWebKeySet;
  readonly users: () => readonly ProviderUser[];
}

/** What Cognito serves and oidc-provider does not, or not in that way. */
export class CognitoPages {
  readonly #setup: CognitoPagesSetup;

  constructor(setup: CognitoPagesSetup) {
    this.#setup = setup;
  }

  async serve(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
    const { pathname: pool } = new URL(this.#setup.issuer);
    const { path } = context;
    if (path === `${pool}/.well-known/openid-configuration`) context.body = this.#discovery();
    else if (path === `${pool}/.well-known/jwks.json`) context.body = this.#setup.jwks();
    else if (path.startsWith('/login/')) await this.#login(context);
    else if (path === '/logout') this.#logout(context);
    else if (path === '/error') {
      context.status = 400;
      context.type = 'html';
      context.body = errorPage(context.query['error']?.toString() ?? '');
    } else await next();
  }

  /** As Cognito's: it says neither that there are public clients nor that it knows PKCE. */
  #discovery(): object {
    const { issuer, domain } = this.#setup;
    return {
      authorization_endpoint: `${domain}/oauth2/authorize`,
      end_session_endpoint: `${domain}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: ['code', 'token'],
      revocation_endpoint: `${domain}/oauth2/revoke`,
      scopes_supported: SCOPES,
      subject_types_supported: ['public'],
      token_endpoint: `${domain}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    };
  }

  async #login(context: KoaContextWithOIDC): Promise<void> {
    const { provider, users } = this.#setup;
    const form = context.method === 'POST' ? new URLSearchParams(await text(context.req)) : null;
    context.set('cache-control', 'no-store');
    context.type = 'html';
    const user = users().find(
      ({ name, email, password }) =>
        [name, email].includes(form?.get('username') ?? '') && password === form?.get('password'),
    );
    if (user === undefined) {
      context.body = loginPage(form === null ? null : 'Incorrect username or password.');
      return;
    }
    const login = { accountId: subjectOf(user), remember: true };
    // An interaction that is over, or another browser's, rejects.
    const back = await provider.interactionResult(context.req, context.res, { login }).catch(() => null);
    context.redirect(back ?? '/error?error=Session+expired');
  }

  /** Cognito's `client_id` and `logout_uri`, or OpenID's RP-Initiated Logout 1.0. */
  #logout(context: KoaContextWithOIDC): void {
    const { provider, records, clients } = this.#setup;
    const parameter = (name: string) => context.query[name]?.toString() ?? null;
    const wanted = parameter('logout_uri') ?? parameter('post_logout_redirect_uri');
    const client = clients.find(({ id }) => id === parameter('client_id'));
    const allowed = client?.logoutUris ?? client?.redirectUris ?? [];
    if (wanted === null || !allowed.includes(wanted)) {
      const error = client === undefined ? 'Client does not exist.' : 'Invalid logout_uri.';
      return void context.redirect(`/error?${new URLSearchParams({ error })}`);
    }
    const session = context.cookies.get(provider.cookieName('session'));
    if (session !== undefined) records.removeSession(session);
    context.cookies.set(provider.cookieName('session'));
    const back = new URL(wanted);
    const state = parameter('state');
    if (state !== null) back.searchParams.set('state', state);
    context.redirect(back.href);
  }
}
