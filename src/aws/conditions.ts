import type { Settings } from '../core/settings';

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

/** What the connection test found out of one bucket. Versioning changes it: Ceph honours none in versioned buckets. */
export interface TestedConditions extends Readonly<Record<Condition, ConditionSupport>> {
  /** Milliseconds since 1970. */
  readonly testedAt: number;
}

/** What is known of a bucket's conditions now. */
export interface Conditions {
  /** Whether S3 is trusted to refuse; if not, Shoebox has to check first. */
  isHonoured(condition: Condition): boolean;
  /** Whether it is trusted with all of them, so that writes need not wait for one another. */
  areAllHonoured(): boolean;
  /** Whether the condition may be sent: it does no harm where it is ignored, until S3 has answered it with 501. */
  shouldSend(condition: Condition): boolean;
  /** S3 answered 501 to it: it is not sent any more, for as long as the bucket is open. */
  markUnsupported(condition: Condition): void;
}

/** Untested, AWS's own S3 is trusted, and no other: a check too many costs a HEAD, one too few a picture. */
export function openConditions(
  { endpoint }: Pick<Settings, 'endpoint'>,
  tested: TestedConditions | null,
): Conditions {
  const refused = new Set<Condition>();
  const untested: ConditionSupport = endpoint === '' ? 'honoured' : 'ignored';
  const isHonoured = (condition: Condition): boolean =>
    !refused.has(condition) && (tested?.[condition] ?? untested) === 'honoured';
  return {
    isHonoured,
    areAllHonoured: () => CONDITIONS.every(isHonoured),
    shouldSend: condition => !refused.has(condition),
    markUnsupported: condition => void refused.add(condition),
  };
}
