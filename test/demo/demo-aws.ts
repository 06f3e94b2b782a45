import { join } from 'node:path';
import { guestPolicy } from '../../src/setup/guest-policy';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { DATA_FOLDER, DEMO_BUCKET, DEMO_POOL_ID, DEMO_REGION, PORTS } from './demo-settings';
import { preferredPort } from './preferred-port';

/**
 * The very policy that the options page tells people to paste, with all that it offers, so that the demo shows it to be
 * enough.
 */
const GUEST_ROLE = guestPolicy({ bucket: DEMO_BUCKET, folder: '', region: DEMO_REGION }, { restore: true });

/** Starts the local S3 and Cognito with the demo's bucket, its data in the dot-folder. */
export async function startDemoAws(): Promise<LocalAws> {
  return startLocalAws({
    dataDir: join(DATA_FOLDER, 's3'),
    s3Port: await preferredPort(PORTS.s3),
    cognitoPort: await preferredPort(PORTS.cognito),
    region: DEMO_REGION,
    buckets: [{ name: DEMO_BUCKET, versioned: true }],
    pools: [{ id: DEMO_POOL_ID, guests: true, role: GUEST_ROLE }],
  });
}
