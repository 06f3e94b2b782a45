import { join } from 'node:path';
import { guestPoolOf } from '../cloudformation/guest-stack';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { DATA_FOLDER, DEMO_BUCKET, DEMO_POOL_ID, DEMO_REGION, PORTS } from './demo-settings';
import { preferredPort } from './preferred-port';

/** What the options' template allows guests, with all that it offers, so that the demo shows it to be enough. */
const POOL = guestPoolOf(
  { bucket: DEMO_BUCKET, folder: '', region: DEMO_REGION, identityPoolId: DEMO_POOL_ID },
  { restore: true },
);

/** Starts the local S3 and Cognito with the demo's bucket, its data in the dot-folder. */
export async function startDemoAws(): Promise<LocalAws> {
  return startLocalAws({
    dataDir: join(DATA_FOLDER, 's3'),
    s3Port: await preferredPort(PORTS.s3),
    cognitoPort: await preferredPort(PORTS.cognito),
    region: DEMO_REGION,
    buckets: [{ name: DEMO_BUCKET, versioned: true }],
    pools: [POOL],
  });
}
