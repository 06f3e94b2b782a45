import type { Settings } from './settings';
import { type StoreId, storeOf } from './stores';

/** Whether a store refuses a request whose condition does not hold; `unknown` where its documentation does not say. */
export type ConditionTrait = 'honoured' | 'ignored' | 'unknown';

/** What is known of a store without asking it. What its documentation leaves open is assumed so that nothing is lost. */
export interface StoreTraits {
  /** Whether objects have tags. Where this is true and the store refuses them all the same, requests find out. */
  readonly tags: boolean;
  /** What becomes of `x-amz-checksum-sha256`: kept and held against the bytes, refused with an error, or not known. */
  readonly checksums: 'kept' | 'unknown' | 'refused';
  /** Whether there is DeleteObjects. */
  readonly batchDeletion: boolean;
  /** Whether there is UploadPartCopy, without which only what one CopyObject takes can be copied within the store. */
  readonly copyInParts: boolean;
  /** How many parts a multipart upload may have. */
  readonly maxParts: number;
  /** Whether all parts but the last have to be of one size. */
  readonly equalParts: boolean;
  readonly conditions: {
    /** `If-None-Match: *` on PutObject. */
    readonly put: ConditionTrait;
    /** … on CompleteMultipartUpload. */
    readonly complete: ConditionTrait;
    /** … on CopyObject. */
    readonly copy: ConditionTrait;
    /** `x-amz-copy-source-if-match`. */
    readonly copySource: ConditionTrait;
    /** `If-Match` on DeleteObject. */
    readonly deletion: ConditionTrait;
  };
}

/** Of S3 itself (S3 User Guide, "Multipart upload limits"). */
const S3_MAX_PARTS = 10_000;

const UNKNOWN: StoreTraits = {
  tags: true,
  checksums: 'unknown',
  batchDeletion: true,
  copyInParts: true,
  // The least that any of the stores takes, Scaleway.
  maxParts: 1000,
  equalParts: true,
  conditions: {
    put: 'unknown',
    complete: 'unknown',
    copy: 'unknown',
    copySource: 'unknown',
    deletion: 'unknown',
  },
};

const TRAITS: { readonly [Id in StoreId]?: Partial<StoreTraits> } = {
  aws: {
    checksums: 'kept',
    maxParts: S3_MAX_PARTS,
    equalParts: false,
    conditions: {
      put: 'honoured',
      complete: 'honoured',
      copy: 'honoured',
      copySource: 'honoured',
      deletion: 'honoured',
    },
  },
  // Cloudflare, "R2: S3 API compatibility": no tagging (501), parts of one size, a copy's destination has a header of its own.
  r2: {
    tags: false,
    checksums: 'kept',
    maxParts: S3_MAX_PARTS,
    conditions: {
      put: 'honoured',
      complete: 'honoured',
      copy: 'ignored',
      copySource: 'honoured',
      deletion: 'ignored',
    },
  },
  // Backblaze, "S3-Compatible API": `x-amz-tagging` is refused; checksums since 2025, before that 400 "Unsupported header".
  b2: { tags: false, maxParts: S3_MAX_PARTS, equalParts: false },
  // Wasabi, "Wasabi API Guide": tags, and 10,000 parts.
  wasabi: { maxParts: S3_MAX_PARTS },
  // Scaleway, "Object Storage: limits": 1,000 parts.
  scaleway: { maxParts: 1000 },
  // Hetzner runs Ceph, whose releases differ in what they ignore; Ceph 16 ignored all but the condition of PutObject.
  hetzner: {
    conditions: {
      put: 'unknown',
      complete: 'ignored',
      copy: 'ignored',
      copySource: 'ignored',
      deletion: 'ignored',
    },
  },
  // Google, "Cloud Storage: XML API": neither DeleteObjects, UploadPartCopy, tags nor `If-None-Match` on PUT.
  gcs: {
    tags: false,
    batchDeletion: false,
    copyInParts: false,
    conditions: {
      put: 'ignored',
      complete: 'ignored',
      copy: 'ignored',
      copySource: 'unknown',
      deletion: 'ignored',
    },
  },
};

/** What is known of the store at the settings' endpoint. MinIO and Ceph are only guessed by their host: nothing is known. */
export const storeTraits = (settings: Pick<Settings, 'endpoint'>): StoreTraits => ({
  ...UNKNOWN,
  ...TRAITS[storeOf(settings).id],
});
