import type { SettingsInput } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import type { PoolSetup } from '../local-aws/index';

/** The pool of a region. */
const poolIn = (region: string): string => `${region}:01234567-89ab-cdef-0123-456789abcdef`;

/** That pool, whose guests may do in the bucket what the options page tells people to allow. */
export const guestsOf = (bucket: string, region: string): PoolSetup => ({
  id: poolIn(region),
  guests: true,
  role: guestPolicy({ bucket, folder: '', region }),
});

/** What is entered for a bucket of AWS itself. */
export const onAws = (bucket: string, region: string) =>
  ({
    ...{ bucket, region, identityPoolId: poolIn(region) },
    ...{ folder: '', endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  }) satisfies Partial<SettingsInput>;
