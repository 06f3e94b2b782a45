import { setTimeout as delay } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  type ContractSubject,
  describeS3Contract,
  GUEST_BUCKET,
  POOL_SETUPS,
  POOLS,
} from '../s3-contract/s3-contract';
import { startCognitoOverSts } from './cognito-over-sts';
import { startCephGateway } from './gateway';
import { KNOWN_DIFFERENCES } from './known-differences';

/** The gateway is set up to take so short a life; see `ceph-conf.ts`. */
const SHORTEST_LIFE_SECONDS = 3;

async function start(): Promise<ContractSubject> {
  const gateway = await startCephGateway();
  const cognito = await startCognitoOverSts(gateway, POOL_SETUPS);
  const { endpoint, region, owner } = gateway;
  const s3 = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: GUEST_BUCKET }));
  s3.destroy();
  return {
    ...{ endpoint, region, owner },
    cognitoEndpoint: cognito.endpoint,
    expiredGuest: async () => {
      const identityId = 'us-east-1:00000000-0000-4000-8000-00000000aaaa';
      const keys = await cognito.issueToGuest(identityId, POOLS.guests, SHORTEST_LIFE_SECONDS);
      await delay(keys.Expiration * 1000 - Date.now() + 1000); // its clock counts in whole seconds
      return {
        accessKeyId: keys.AccessKeyId,
        secretAccessKey: keys.SecretKey,
        sessionToken: keys.SessionToken,
      };
    },
    close: async () => {
      await cognito.close();
      await gateway.close();
    },
  };
}

describeS3Contract({ name: "Ceph's RADOS Gateway", differences: KNOWN_DIFFERENCES, start });
