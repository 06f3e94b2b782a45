import { bucketArn } from '../core/arn';
import { EMPTY_SETTINGS } from '../core/settings';
import { SETUP_CODE_PREFIX } from '../core/setup-code';
import { cognitoPrincipal } from './cognito-principal';
import { guestPolicy } from './guest-policy';

/** What the user decides before AWS makes bucket, identity pool and role. */
export interface TemplateChoices {
  /** Name of the new bucket. */
  readonly bucket: string;
  /** Where all of it is made. */
  readonly region: string;
  /** Key prefix below which Shoebox lives; empty or ending in `/`. */
  readonly folder: string;
  /** Whether the bucket keeps what is deleted, and Shoebox may bring it back. */
  readonly restore: boolean;
}

/** A CloudFormation template, to be sent as JSON. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: Readonly<Record<string, object>>;
  readonly Outputs: { readonly SetupCode: { readonly Description: string; readonly Value: object } };
}

/** Longer than Shoebox goes on with an upload that was interrupted, which is a week. */
const ABORT_UNFINISHED_UPLOADS_DAYS = 14;

/** How long a deleted photo can be brought back. */
const KEEP_DELETED_DAYS = 90;

const ref = (name: string): object => ({ Ref: name });
const attribute = (resource: string, name: string): object => ({ 'Fn::GetAtt': [resource, name] });
const joined = (...parts: readonly (string | object)[]): object => ({ 'Fn::Join': ['', parts] });

/**
 * All that Shoebox needs of AWS, as one stack: a private bucket that outlives the stack, an identity pool that lets guests
 * in, and their role with {@link guestPolicy} word for word. Its output is the set-up code. The role has no name of its
 * own, so that `CAPABILITY_IAM` is all that has to be acknowledged.
 */
export function cloudFormationTemplate(choices: TemplateChoices): CloudFormationTemplate {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Shoebox: a private bucket for pictures, and guests who may use it',
    Resources: {
      Bucket: bucketOf(choices),
      BucketPolicy: httpsOnly(choices),
      IdentityPool: {
        Type: 'AWS::Cognito::IdentityPool',
        Properties: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: false },
      },
      GuestRole: guestRole(choices, cognitoPrincipal(choices.region)),
      IdentityPoolRoles: {
        Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
        Properties: {
          IdentityPoolId: ref('IdentityPool'),
          Roles: { unauthenticated: attribute('GuestRole', 'Arn') },
        },
      },
    },
    Outputs: {
      SetupCode: {
        Description: 'Copy all of it, and paste it into the options of Shoebox',
        Value: joined(SETUP_CODE_PREFIX, { 'Fn::Base64': settingsJson(choices) }),
      },
    },
  };
}

const bucketOf = ({ bucket, restore }: TemplateChoices): object => ({
  Type: 'AWS::S3::Bucket',
  // Without these, deleting the stack, or another name in it, would try to delete the pictures.
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    BucketName: bucket,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'AbortUnfinishedUploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_UNFINISHED_UPLOADS_DAYS },
        },
        ...(restore ? [EXPIRE_DELETED] : []),
      ],
    },
    ...(restore && { VersioningConfiguration: { Status: 'Enabled' } }),
  },
});

const EXPIRE_DELETED = {
  Id: 'ExpireDeleted',
  Status: 'Enabled',
  NoncurrentVersionExpiration: { NoncurrentDays: KEEP_DELETED_DAYS },
  ExpiredObjectDeleteMarker: true,
};

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

const guestRole = ({ restore, ...target }: TemplateChoices, cognito: string): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Description: 'Guests of Shoebox',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: cognito },
          Action: 'sts:AssumeRoleWithWebIdentity',
          // Both: without the first, a guest of anybody's identity pool could take this role.
          Condition: {
            StringEquals: { [`${cognito}:aud`]: ref('IdentityPool') },
            'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' },
          },
        },
      ],
    },
    Policies: [{ PolicyName: 'Shoebox', PolicyDocument: guestPolicy(target, { restore }) }],
  },
});

/** The settings as JSON, but for the pool's id, which AWS chooses. */
function settingsJson({ bucket, region, folder }: TemplateChoices): object {
  const told = { bucket, region, ...(folder !== EMPTY_SETTINGS.folder && { folder }) };
  return joined(`${JSON.stringify(told).slice(0, -1)},"identityPoolId":"`, ref('IdentityPool'), '"}');
}

/** Name of the stack, of the bucket's: each bucket has one of its own. Letters, digits and hyphens. */
export const stackName = (bucket: string): string =>
  `shoebox-${bucket.replace(/^shoebox-/, '').replace(/[^a-zA-Z0-9]+/g, '-')}`;

/** Lines for a shell that is signed in to AWS: they make the stack, wait for it, and print the set-up code. */
export function cloudShellCommand(choices: TemplateChoices): string {
  const stack = `--region ${choices.region} --stack-name ${stackName(choices.bucket)}`;
  // What stands in quotes is taken as it is, and no name can hold the line that ends it.
  return `cat > shoebox.json <<'END_OF_TEMPLATE'
${JSON.stringify(cloudFormationTemplate(choices))}
END_OF_TEMPLATE
aws cloudformation deploy ${stack} --template-file shoebox.json --capabilities CAPABILITY_IAM &&
aws cloudformation describe-stacks ${stack} --query 'Stacks[0].Outputs[0].OutputValue' --output text
`;
}
