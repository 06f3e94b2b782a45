import { bucketArn } from '../core/arn';
import { partitionOf } from '../core/aws-partition';
import type { TemplateChoices } from './template-choices';
import { attribute, joined, ref } from './template-functions';

/** Longer than Shoebox goes on with an upload that was interrupted, which is a week. */
const ABORT_UNFINISHED_UPLOADS_DAYS = 14;

/** How long a deleted photo can be brought back. */
const KEEP_DELETED_DAYS = 90;

/** The bucket, what is demanded of all who use it, and its key where it gets one of its own. */
export const bucketResources = (choices: TemplateChoices): Readonly<Record<string, object>> => ({
  Bucket: bucketOf(choices),
  BucketPolicy: httpsOnly(choices),
  ...(choices.encryption === 'new-key' && { Key: keyOf(choices) }),
});

// Without these, deleting the stack, or another name in it, would try to delete the pictures; and what is encrypted with a
// key is lost with it. Where the making itself failed, both are empty yet, and would stand in the way of a second try.
const RETAIN = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' } as const;

const bucketOf = (choices: TemplateChoices): object => ({
  Type: 'AWS::S3::Bucket',
  ...RETAIN,
  Properties: {
    BucketName: choices.bucket,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    BucketEncryption: { ServerSideEncryptionConfiguration: [defaultEncryption(choices)] },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'AbortUnfinishedUploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_UNFINISHED_UPLOADS_DAYS },
        },
        ...(choices.restore ? [EXPIRE_DELETED] : []),
      ],
    },
    ...(choices.restore && { VersioningConfiguration: { Status: 'Enabled' } }),
    // No CORS rules: whoever allows access to the bucket's host needs none. Who does not is shown them in the options, for
    // this very browser: in Firefox each installation has an origin of its own.
  },
});

const EXPIRE_DELETED = {
  Id: 'ExpireDeleted',
  Status: 'Enabled',
  NoncurrentVersionExpiration: { NoncurrentDays: KEEP_DELETED_DAYS },
  ExpiredObjectDeleteMarker: true,
};

function defaultEncryption(choices: TemplateChoices): object {
  const key = templateKey(choices);
  if (key === null) return { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  return {
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
    // Asks KMS once in a while instead of for each picture, which costs.
    BucketKeyEnabled: true,
  };
}

/** The ARN of the key of KMS that the bucket has; null where S3 has its own. */
export function templateKey({ encryption }: TemplateChoices): string | object | null {
  if (encryption === 's3') return null;
  return encryption === 'new-key' ? attribute('Key', 'Arn') : encryption.keyArn;
}

/** A key of which IAM decides who uses it, as AWS has it by default (KMS Developer Guide, "Default key policy"). */
const keyOf = ({ bucket, region }: TemplateChoices): object => ({
  Type: 'AWS::KMS::Key',
  ...RETAIN,
  Properties: {
    Description: `Pictures in ${bucket}`,
    EnableKeyRotation: true,
    KeyPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AccountDecides',
          Effect: 'Allow',
          Principal: { AWS: joined(`arn:${partitionOf(region)}:iam::`, ref('AWS::AccountId'), ':root') },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    },
  },
});

const httpsOnly = (choices: TemplateChoices): object => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: ref('Bucket'),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'HttpsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [bucketArn(choices), `${bucketArn(choices)}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  },
});
