import type { Settings } from '../core/settings';
import { storeTraits } from '../core/store-traits';

/**
 * What Shoebox makes a request depend on: that nothing is at the key (`If-None-Match: *` on PutObject,
 * CompleteMultipartUpload and CopyObject), that a copy's source is the expected one (`x-amz-copy-source-if-match`), and
 * that what is deleted is the expected one (`If-Match` on DeleteObject, `ETag` in DeleteObjects).
 */
const CONDITIONS = [
  'putCondition',
  'completeCondition',
  'copyCondition',
  'copySourceCondition',
  'deleteCondition',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** Whether an S3 refuses a request whose condition does not hold, or does it all the same. */
export type ConditionSupport = 'honoured' | 'ignored';

/**
 * What an S3 may refuse, besides:
 * - `checksums`: `x-amz-checksum-*` and `x-amz-sdk-checksum-algorithm`
 * - `batchDeletion`: DeleteObjects
 * - `partCopies`: UploadPartCopy, so that nothing larger than one CopyObject takes is copied in the bucket
 */
export const FEATURES = ['checksums', 'batchDeletion', 'partCopies'] as const;

export type Feature = (typeof FEATURES)[number];

/** What the connection test found out of one bucket. Versioning changes it: Ceph honours none in versioned buckets. */
export interface TestedCapabilities extends Readonly<Record<Condition, ConditionSupport>> {
  /** What S3 refused. Records of earlier versions do not have it. */
  readonly refused?: readonly Feature[];
  /** Whether S3 stores bytes although they are not those of their checksum. Records of earlier versions do not have it. */
  readonly storesDamaged?: boolean;
  /** Whether what is deleted can be restored; absent where that was not found out, and in records of earlier versions. */
  readonly keepsDeleted?: boolean;
  /** Milliseconds since 1970. */
  readonly testedAt: number;
}

/** What is known of a bucket's S3 now. */
export interface Capabilities {
  /** Whether S3 is trusted to refuse; if not, Shoebox has to check first. */
  isHonoured(condition: Condition): boolean;
  /** Whether it is trusted with all of them, so that writes need not wait for one another. */
  areAllHonoured(): boolean;
  /**
   * Whether it may be sent, or asked for: a condition does no harm where it is ignored, until S3 has answered it with 501.
   */
  shouldSend(what: Condition | Feature): boolean;
  /** S3 refused it: it is not sent any more, for as long as the bucket is open. */
  markUnsupported(what: Condition | Feature): void;
  /** The header of CopyObject for its condition that nothing is at the target's key. */
  readonly copyTargetHeader: string;
  /** Whether S3 is known to store damaged bytes, so that Shoebox looks at what came of them. */
  readonly storesDamaged: boolean;
  /** Whether what is deleted can be restored; null where nobody knows. */
  readonly keepsDeleted: boolean | null;
}

/** Untested, AWS's own S3 is trusted, and no other: a check too many costs a HEAD, one too few a picture. */
export function openCapabilities(
  settings: Pick<Settings, 'endpoint'>,
  tested: TestedCapabilities | null,
): Capabilities {
  const { endpoint } = settings;
  const refused = new Set<Condition | Feature>(tested?.refused ?? refusedByItsKind(settings));
  const untested: ConditionSupport = endpoint === '' ? 'honoured' : 'ignored';
  const isHonoured = (condition: Condition): boolean =>
    !refused.has(condition) && (tested?.[condition] ?? untested) === 'honoured';
  return {
    isHonoured,
    areAllHonoured: () => CONDITIONS.every(isHonoured),
    shouldSend: what => !refused.has(what),
    markUnsupported: what => void refused.add(what),
    copyTargetHeader: storeTraits(settings).copyTargetHeader,
    storesDamaged: tested?.storesDamaged ?? false,
    keepsDeleted: tested?.keepsDeleted ?? null,
  };
}

/** What a store's documentation says. */
function refusedByItsKind(settings: Pick<Settings, 'endpoint'>): Feature[] {
  const { batchDeletion, copyInParts } = storeTraits(settings);
  return [
    ...(batchDeletion ? [] : ['batchDeletion' as const]),
    ...(copyInParts ? [] : ['partCopies' as const]),
  ];
}
