import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import { guestPolicy, type OptionalPermissions } from '../../src/setup/guest-policy';
import { redirectAddresses } from '../../src/setup/redirect-addresses';
import { trustPolicy } from '../../src/setup/trust-policy';
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

/** An identity pool that takes this provider's users, with the very policy and trust that the options page tells people to paste, and lets no guests in. */
export function usersPool(
  { issuer }: Pick<OpenIdProvider, 'issuer'>,
  { id, bucket, folder }: { readonly id: string; readonly bucket: string; readonly folder: string },
  permissions?: OptionalPermissions,
): PoolSetup {
  const region = 'us-east-1';
  return {
    ...{ id, guests: false, role: 'none' },
    users: {
      providers: [{ issuer: issuer.replace(/^https?:\/\//, ''), clientId: CLIENT_ID }],
      role: guestPolicy({ bucket, folder, region }, permissions),
      trust: trustPolicy(region, id, 'user'),
    },
  };
}

/** What is entered to sign in there. */
export const signInSettings = ({ issuer }: Pick<OpenIdProvider, 'issuer'>) => ({
  ...{ access: 'user' as const, issuer, clientId: CLIENT_ID },
});
