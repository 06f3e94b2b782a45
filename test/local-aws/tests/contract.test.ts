import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import {
  type ContractSubject,
  describeS3Contract,
  GUEST_BUCKET,
  POOL_SETUPS,
  POOLS,
} from '../../s3-contract/s3-contract';
import { startLocalAws } from '../index';

async function start(): Promise<ContractSubject> {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-aws-contract-'));
  let clockOffset = 0;
  const aws = await startLocalAws({
    dataDir,
    now: () => Date.now() + clockOffset,
    buckets: [{ name: GUEST_BUCKET }],
    pools: POOL_SETUPS,
  });
  return {
    endpoint: aws.endpoint,
    cognitoEndpoint: aws.cognitoEndpoint,
    region: 'us-east-1',
    owner: aws.owner,
    expiredGuest: async () => {
      clockOffset = -2 * 3_600_000; // issued two hours ago, good for one
      try {
        const clientConfig = { region: 'us-east-1', endpoint: aws.cognitoEndpoint };
        const keys = await fromCognitoIdentityPool({ identityPoolId: POOLS.guests, clientConfig })();
        return { ...keys, sessionToken: keys.sessionToken ?? '' };
      } finally {
        clockOffset = 0;
      }
    },
    close: async () => {
      await aws.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

describeS3Contract({ name: 'local AWS', differences: {}, start });
