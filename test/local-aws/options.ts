import type { RequestHandler } from './http/local-server';
import type { PolicyLayers } from './iam/access-decision';
import type { PolicyDocument, TrustPolicy } from './iam/policy-document';
import type { StoreProfile, UnsupportedConditions } from './stores/profile';

/** One CORS rule, in the words of the S3 console's JSON and of the SDK's `CORSRule`. */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAgeSeconds?: number | undefined;
}

/** With what bytes are encrypted where S3 keeps them. */
export interface StoredEncryption {
  readonly algorithm: 'AES256' | 'aws:kms';
  /** Of `aws:kms`. */
  readonly keyId?: string;
}

/** What a bucket does or demands that is no policy. */
export interface BucketConfiguration {
  /** With what it encrypts where a request does not say it. */
  readonly encryption?: StoredEncryption;
  /** Its default Object Lock retention: no version can be deleted before. The bucket has to be versioned. */
  readonly objectLockDays?: number;
  /** Whether it serves others than its owner only if they pay. */
  readonly requesterPays?: boolean;
}

/** A bucket that is to exist once the server is up; one that exists already keeps its objects. */
export interface BucketSetup extends BucketConfiguration {
  readonly name: string;
  readonly region?: string;
  /** Made so lately that other regions answer 307 with a `Location` instead of 301. */
  readonly isNew?: boolean;
  readonly cors?: readonly CorsRule[];
  /** Whether what is deleted and replaced is kept. */
  readonly versioned?: boolean;
  /** The bucket policy; none by default. */
  readonly policy?: PolicyDocument;
}

/** A key of AWS KMS, in the region of every bucket. */
export interface KmsKeySetup {
  readonly id: string;
  /** `alias/NAME` */
  readonly alias?: string;
  readonly isDisabled?: boolean;
  /** Who may use it beside those whom a policy of IAM's allows it. */
  readonly policy?: PolicyDocument;
}

/** A role of IAM's, as an identity pool is given one. */
export interface RoleSetup {
  /** `'none'`: no role is attached, so credentials are refused with `InvalidIdentityPoolConfigurationException`. */
  readonly role: 'none' | PolicyDocument;
  /** Who may assume the role; without it everybody whom the pool gives it to. */
  readonly trust?: TrustPolicy;
  /** The role's permissions boundary; none by default. */
  readonly permissionsBoundary?: PolicyDocument;
}

/** An OpenID provider that an identity pool takes tokens of. */
export interface LoginProvider {
  /** The issuer without `https://` (or `http://`, where it is on this computer): what `Logins` call it. */
  readonly issuer: string;
  /** `aud` of its tokens. */
  readonly clientId: string;
  /** Where its keys are; by default its discovery document says it. */
  readonly jwksUri?: string;
}

/** A Cognito identity pool: whether guests may enter, which users may, and what their roles allow. */
export interface PoolSetup extends RoleSetup {
  /** `region:guid` */
  readonly id: string;
  readonly guests: boolean;
  /** Those who sign in, who have a role of their own; nobody does by default. */
  readonly users?: RoleSetup & { readonly providers: readonly LoginProvider[] };
  /** What the sessions of guests are narrowed to; by default what Cognito narrows them to. */
  readonly session?: PolicyDocument;
}

/** A user of IAM's with a long-lived access key. */
export interface UserSetup extends AccessKey {
  /** In the user's ARN; default `shoebox`. */
  readonly name?: string;
  readonly policy: PolicyDocument;
  /** The most that the policy may allow; none by default. */
  readonly permissionsBoundary?: PolicyDocument;
}

/** Policies that stand above every role, user and bucket. */
export type AccountPolicies = Pick<PolicyLayers, 'serviceControl' | 'vpcEndpoint'>;

/** How to start the local AWS. */
export interface LocalAwsOptions {
  /** Objects, metadata, unfinished multipart uploads and identities live here and survive restarts. */
  readonly dataDir: string;
  /** 0 or absent: a free port. */
  readonly s3Port?: number;
  /** 0 or absent: a free port. */
  readonly cognitoPort?: number;
  /** The region this endpoint stands for; default the store's, else `us-east-1`. */
  readonly region?: string;
  /**
   * Regions under whose host names both services answer by HTTPS (`BUCKET.s3.REGION.amazonaws.com`,
   * `cognito-identity.REGION.amazonaws.com`, and those of the other partitions); default none.
   */
  readonly tlsRegions?: readonly string[];
  /**
   * Who answers there for user pools: `cognito-idp.REGION.amazonaws.com`, and `PREFIX.auth.REGION.amazoncognito.com` where
   * their users sign in. Default: nobody.
   */
  readonly userPools?: RequestHandler;
  /** How long credentials of the identity pools live; default 3600, as Cognito's do. */
  readonly credentialLifeSeconds?: number;
  /** How many requests a second Cognito answers, before it refuses more; default: all. */
  readonly cognitoRequestsPerSecond?: number;
  readonly buckets?: readonly BucketSetup[];
  readonly pools?: readonly PoolSetup[];
  /** Beside the owner, whose key has every right; default: none. */
  readonly users?: readonly UserSetup[];
  readonly kmsKeys?: readonly KmsKeySetup[];
  /** Another vendor's S3 to be instead of AWS's. Signatures, policies, CORS and Cognito stay AWS's. */
  readonly store?: StoreProfile;
  /** Default: none, AWS heeds all. */
  readonly unsupportedConditions?: UnsupportedConditions;
  /** The most bytes of one PutObject, CopyObject, UploadPart or UploadPartCopy; default 5 GiB, as S3's. */
  readonly maxRequestBytes?: number;
  /** How long it takes to restore what is archived; default 0. On AWS it takes hours. */
  readonly restoreMs?: number;
  /** The clock for signatures, expiry and dates, in milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
}

/** A pair of long-lived keys. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
