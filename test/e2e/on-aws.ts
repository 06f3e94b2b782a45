import type { SettingsInput } from '../../src/core/settings';
import { guestPoolOf } from '../cloudformation/guest-stack';
import type { PoolSetup } from '../local-aws/index';

/** The pool of a region. */
const poolIn = (region: string): string => `${region}:01234567-89ab-cdef-0123-456789abcdef`;

/** That pool, whose guests may do in the bucket what the options' template allows them. */
export const guestsOf = (bucket: string, region: string): PoolSetup =>
  guestPoolOf({ bucket, folder: '', region, identityPoolId: poolIn(region) });

/** What is entered for a bucket of AWS itself. */
export const onAws = (bucket: string, region: string) =>
  ({
    ...{ bucket, region, identityPoolId: poolIn(region) },
    ...{ folder: '', endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  }) satisfies Partial<SettingsInput>;
