import { IDENTITY_VARIABLE, type PoolSetup } from '../local-aws/index';
import { GUEST_BUCKET, POOLS } from './subject';

const BUCKET_ARN = `arn:aws:s3:::${GUEST_BUCKET}`;

/** The pools that the contract asks for, written down once for every S3. */
export const POOL_SETUPS: readonly PoolSetup[] = [
  {
    id: POOLS.guests,
    guests: true,
    role: [
      {
        actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
        resources: [`${BUCKET_ARN}/${IDENTITY_VARIABLE}/*`],
      },
      { actions: ['s3:ListBucket'], resources: [BUCKET_ARN], prefixes: [`${IDENTITY_VARIABLE}/*`] },
    ],
  },
  {
    id: POOLS.readers,
    guests: true,
    role: [{ actions: ['s3:GetObject'], resources: [`${BUCKET_ARN}/*`] }],
  },
  {
    id: POOLS.restorers,
    guests: true,
    role: [
      {
        actions: ['s3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'],
        resources: [`${BUCKET_ARN}/${IDENTITY_VARIABLE}/*`],
      },
      { actions: ['s3:ListBucketVersions'], resources: [BUCKET_ARN], prefixes: [`${IDENTITY_VARIABLE}/*`] },
    ],
  },
  { id: POOLS.closed, guests: false, role: [] },
  { id: POOLS.roleless, guests: true, role: 'none' },
];
