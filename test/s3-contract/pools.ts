import {
  IDENTITY_VARIABLE,
  type PolicyDocument,
  type PolicyStatement,
  type PoolSetup,
} from '../local-aws/index';
import { GUEST_BUCKET, POOLS } from './subject';

const BUCKET_ARN = `arn:aws:s3:::${GUEST_BUCKET}`;
const OWN_OBJECTS = `${BUCKET_ARN}/${IDENTITY_VARIABLE}/*`;
const OWN_LISTS = { StringLike: { 's3:prefix': [`${IDENTITY_VARIABLE}/*`] } };

const allow = (...statements: readonly Omit<PolicyStatement, 'Effect'>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map(statement => ({ Effect: 'Allow', ...statement })),
});

/** The pools that the contract asks for, written down once for every S3. */
export const POOL_SETUPS: readonly PoolSetup[] = [
  {
    id: POOLS.guests,
    guests: true,
    role: allow(
      { Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], Resource: OWN_OBJECTS },
      { Action: 's3:ListBucket', Resource: BUCKET_ARN, Condition: OWN_LISTS },
    ),
  },
  {
    id: POOLS.readers,
    guests: true,
    role: allow({ Action: 's3:GetObject', Resource: `${BUCKET_ARN}/*` }),
  },
  {
    id: POOLS.restorers,
    guests: true,
    role: allow(
      { Action: ['s3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'], Resource: OWN_OBJECTS },
      { Action: 's3:ListBucketVersions', Resource: BUCKET_ARN, Condition: OWN_LISTS },
    ),
  },
  {
    id: POOLS.uploadsIfPrefix,
    guests: true,
    role: allow({ Action: 's3:ListBucketMultipartUploads', Resource: BUCKET_ARN, Condition: OWN_LISTS }),
  },
  {
    id: POOLS.uploadsIfNoPrefix,
    guests: true,
    role: allow({
      ...{ Action: 's3:ListBucketMultipartUploads', Resource: BUCKET_ARN },
      Condition: { StringLikeIfExists: OWN_LISTS.StringLike },
    }),
  },
  { id: POOLS.closed, guests: false, role: allow() },
  { id: POOLS.roleless, guests: true, role: 'none' },
];
