import type { S3Operation } from '../s3/operation';
import type { S3ErrorCode } from '../s3/s3-error';

/**
 * What can be made to depend on a condition: a write on what is at the key, a copy on its source. `part-copy-source` is
 * UploadPartCopy alone, which `copy-source` is about, too.
 */
export type ConditionalWrite = 'put' | 'complete' | 'copy' | 'copy-source' | 'part-copy-source' | 'delete';

/**
 * Conditions that the S3 does not heed, as some gateways do: `ignored`, it does what it is asked as if there were none;
 * `refused`, it answers 501 to them.
 */
export type UnsupportedConditions = Readonly<Partial<Record<ConditionalWrite, 'ignored' | 'refused'>>>;

/** In which words a store refuses. */
export interface Refusal {
  readonly code: S3ErrorCode;
  /** Instead of the one that AWS has for this code. */
  readonly status?: number;
  readonly message: string;
}

/** What a store does with a header that AWS heeds. */
export interface HeaderRule {
  readonly header: RegExp;
  /** Absent: of every operation. */
  readonly operations?: readonly S3Operation[];
  readonly does: 'ignore' | ((header: string, value: string) => Refusal);
}

/** Where another vendor's S3 differs from AWS's. What is absent is as AWS does it. */
export interface StoreProfile {
  readonly name: string;
  /** The region that it stands for, where that is none of AWS's. */
  readonly region?: string;
  /** For which regions it takes signatures; `any`: it does not look. */
  readonly signedRegions?: 'any' | readonly [string, ...string[]];
  readonly conditions?: UnsupportedConditions;
  /** With versions it heeds no condition at all. */
  readonly conditionsWithVersions?: 'ignored';
  /** What it answers to a put or completion whose condition does not hold. */
  readonly failedCondition?: 304;
  /** What it calls the condition of CopyObject that nothing is at the target's key. */
  readonly copyTargetHeader?: string;
  readonly headers?: readonly HeaderRule[];
  /** Parameters of requests that it does not heed. */
  readonly ignoredParameters?: readonly string[];
  /** Operations that it does not have. */
  readonly missing?: readonly S3Operation[];
  /** Every bucket keeps versions, from the beginning. */
  readonly versions?: 'always';
  /** What DeleteObjects has to carry for its document: `Content-MD5` alone, or nothing. */
  readonly batchDigest?: 'content-md5' | 'none';
  /** Parts are numbered up to this. */
  readonly maxParts?: number;
  /** All parts but the last have to be of one size, and the last of no more; it looks when they are put together. */
  readonly parts?: 'equal';
  /** The entity tag of what came in parts says nothing of its bytes; or it is not told by the answer that completes it. */
  readonly completedEtag?: 'random' | 'untold';
  /** A multipart upload is gone once a condition of its completion did not hold. */
  readonly failedCompletion?: 'aborts';
  /** ListMultipartUploads knows those of one key alone, which is the prefix. */
  readonly uploadsListed?: 'by-exact-key';
  /** It decodes user metadata by RFC 2047, and encodes by it what is not ASCII. */
  readonly metadata?: 'rfc2047';
  /** The limit of user metadata counts `x-amz-meta-` as well. */
  readonly metadataLimit?: 'with-prefixes';
  /** Where it has other words than AWS. */
  readonly words?: {
    readonly notImplemented?: (operation: S3Operation) => Refusal;
    readonly unknownKey?: (accessKeyId: string) => Refusal;
    readonly wrongSecret?: Refusal;
    readonly wrongRegion?: (region: string) => Refusal;
    readonly noDigest?: Refusal;
  };
}
