import type { SettingsInput } from '../../src/core/settings';

/** Settings that are valid, of a bucket that nobody asks. */
export const SETTINGS: SettingsInput = {
  ...{ bucket: 'mine', region: 'us-east-1', folder: '', endpoint: '', pathStyle: false },
  ...{ identityPoolId: 'us-east-1:01234567-89ab-cdef-0123-456789abcdef', cognitoEndpoint: '' },
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};
