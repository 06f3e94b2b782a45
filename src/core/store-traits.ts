import type { Settings } from './settings';
import { type StoreId, storeIdOf } from './store-hosts';

/** What is known of a store without asking it; all else the connection test and the requests find out. */
export interface StoreTraits {
  /** Whether there is DeleteObjects. */
  readonly batchDeletion: boolean;
  /** Whether there is UploadPartCopy, without which only what one CopyObject takes can be copied within the store. */
  readonly copyInParts: boolean;
  /** How many parts a multipart upload may have. */
  readonly maxParts: number;
  /** The header of CopyObject that says of the target what `If-None-Match` says of PutObject's key. */
  readonly copyTargetHeader: string;
}

/** Of S3 itself (S3 User Guide, "Multipart upload limits"). */
const S3_MAX_PARTS = 10_000;

/** The least that any of the stores takes is what Scaleway does ("Object Storage: limits"). */
const UNKNOWN: StoreTraits = {
  batchDeletion: true,
  copyInParts: true,
  maxParts: 1000,
  copyTargetHeader: 'if-none-match',
};

/** As their documentation says: Cloudflare's "R2: S3 API compatibility", Backblaze's "S3-Compatible API", Wasabi's "API Guide". */
const TRAITS: { readonly [Id in StoreId]?: Partial<StoreTraits> } = {
  aws: { maxParts: S3_MAX_PARTS },
  // Cloudflare's "R2: conditional operations".
  r2: { maxParts: S3_MAX_PARTS, copyTargetHeader: 'cf-copy-destination-if-none-match' },
  b2: { maxParts: S3_MAX_PARTS },
  wasabi: { maxParts: S3_MAX_PARTS },
  // Google, "Cloud Storage: XML API": it has neither.
  gcs: { batchDeletion: false, copyInParts: false },
};

/** What is known of the store at the settings' endpoint. MinIO and Ceph are only guessed by their host: nothing is known. */
export const storeTraits = (settings: Pick<Settings, 'endpoint'>): StoreTraits => ({
  ...UNKNOWN,
  ...TRAITS[storeIdOf(settings)],
});
