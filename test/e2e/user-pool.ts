import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import type { OptionalPermissions } from '../../src/setup/guest-policy';
import { redirectAddresses } from '../../src/setup/redirect-addresses';
import { templateFor } from '../cloudformation/guest-stack';
import { stackOf } from '../cloudformation/stack';
import type { PoolSetup } from '../local-aws/index';
import {
  type OpenIdProvider,
  type OpenIdProviderOptions,
  startOpenIdProvider,
} from '../openid-provider/index';

/** What Shoebox is called at the provider. */
export const CLIENT_ID = 'shoebox-client';

export const ADA = { name: 'ada', password: 'Analytical-1843', email: 'ada@example.com' } as const;
export const BOB = { name: 'bob', password: 'Builder-1999', email: 'bob@example.com' } as const;

const CHROMIUM_REDIRECT = `https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`;

/** A provider that knows Shoebox in both browsers, and two people. */
export const startUserPool = (options: Partial<OpenIdProviderOptions> = {}): Promise<OpenIdProvider> =>
  startOpenIdProvider({
    clients: [{ id: CLIENT_ID, redirectUris: redirectAddresses(CHROMIUM_REDIRECT) }],
    users: [ADA, BOB],
    ...options,
  });

/** The identity pool that the options' template makes for this provider's users, with its policy and trust; no guests get in. */
export const usersPool = (
  { issuer }: Pick<OpenIdProvider, 'issuer'>,
  { id, bucket, folder }: { readonly id: string; readonly bucket: string; readonly folder: string },
  { restore }: OptionalPermissions = { restore: false },
): PoolSetup =>
  stackOf(
    templateFor({
      ...{ bucket, region: 'us-east-1', folder, restore },
      ...{ access: 'user', firstUser: ADA.email },
    }),
    { identityPoolId: id, userPool: { issuer, clientId: CLIENT_ID } },
  ).pool;

/** What is entered to sign in there. */
export const signInSettings = ({ issuer }: Pick<OpenIdProvider, 'issuer'>) => ({
  ...{ access: 'user' as const, issuer, clientId: CLIENT_ID },
});
