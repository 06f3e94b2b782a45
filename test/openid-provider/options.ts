/** Somebody who can sign in. */
export interface ProviderUser {
  /** What is typed into the login page, and Cognito's `cognito:username`. */
  readonly name: string;
  readonly password: string;
  /** Default `NAME@example.com`. */
  readonly email?: string;
  /** `sub` of the tokens; by default made of the name. */
  readonly subject?: string;
}

/** A public client: no secret, code flow with PKCE only. */
export interface ProviderClient {
  readonly id: string;
  /** Where a sign-in may return to, letter by letter. */
  readonly redirectUris: readonly string[];
  /** Where a sign-out may return to; default {@link redirectUris}. */
  readonly logoutUris?: readonly string[];
}

/** How long things live, in seconds; what is absent lives as Cognito's defaults do. */
export interface ProviderLives {
  /** ID and access tokens; default an hour. */
  readonly tokens?: number;
  /** Default 30 days. */
  readonly refreshToken?: number;
  /** How long a refresh token is still taken after it was replaced (`RetryGracePeriodSeconds`, 0 to 60); default 60. */
  readonly grace?: number;
  /** How long the login page knows a browser again; default an hour. */
  readonly session?: number;
}

/** How to start the provider. */
export interface OpenIdProviderOptions {
  readonly clients: readonly ProviderClient[];
  readonly users: readonly ProviderUser[];
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** `REGION_ID`, as Cognito's user pools are called: the path of the issuer. */
  readonly poolId?: string;
  /**
   * Under which addresses browsers see it, if not at its own: `https://cognito-idp.REGION.amazonaws.com/POOL` and
   * `https://PREFIX.auth.REGION.amazoncognito.com`. Whoever has these names answers with `handle`.
   */
  readonly addresses?: { readonly issuer: string; readonly domain: string };
  readonly lives?: ProviderLives;
}
