import { fileURLToPath } from 'node:url';
import type { SettingsInput } from '../../src/core/settings';
import type { LocalAws } from '../local-aws/index';

/** Where everything of the demo stays between runs. Deleting it starts afresh. */
export const DATA_FOLDER = fileURLToPath(new URL('../../.shoebox/', import.meta.url));

export const DEMO_BUCKET = 'shoebox-demo';
export const DEMO_REGION = 'us-east-1';

/** Made up; Cognito's ids have this form. */
export const DEMO_POOL_ID = `${DEMO_REGION}:5b0eb0c5-0000-4000-8000-000000000000`;

/**
 * Fixed where possible, so that an address someone noted down stays true; below 32768, where Linux begins to
 * hand out ports to everybody.
 */
export const PORTS = { site: 7460, s3: 7461, cognito: 7462 };

/** What a person would enter on the options page. */
export function demoSettings(aws: LocalAws): SettingsInput {
  return {
    bucket: DEMO_BUCKET,
    region: DEMO_REGION,
    identityPoolId: DEMO_POOL_ID,
    folder: '',
    endpoint: aws.endpoint,
    pathStyle: true,
    cognitoEndpoint: aws.cognitoEndpoint,
    ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
  };
}
