import type { Failure, FailureDetail } from './failure';
import type { Settings } from './settings';

/** What the connection test tries, in the order in which it is shown. */
export const CONNECTION_STEPS = [
  'pool',
  'credentials',
  'keys',
  'clock',
  'region',
  'list',
  'write',
  'read',
  'presigned',
  'checksum',
  'multipart',
  'resume',
  'uploads',
  'abort',
  'copy',
  'overwrite',
  'store',
  'public',
  'delete',
  'versions',
  'outside',
  'cors',
] as const;

export type ConnectionStepName = (typeof CONNECTION_STEPS)[number];

/** The steps by which a pool lets somebody in, and the one with access keys. */
const POOL_STEPS: readonly ConnectionStepName[] = ['pool', 'credentials'];
const KEY_STEPS: readonly ConnectionStepName[] = ['keys'];

/** What is tried of these settings. */
export function stepsFor({ access }: Pick<Settings, 'access'>): readonly ConnectionStepName[] {
  const others = access === 'keys' ? POOL_STEPS : KEY_STEPS;
  return CONNECTION_STEPS.filter(step => !others.includes(step));
}

/** What was found that is no refusal. */
export type ConnectionNote =
  /** S3 does not refuse a name that is taken, so that Shoebox looks first. */
  | 'names-not-refused'
  /** S3 deletes a photo although it is not the expected one any more, so that Shoebox looks first. */
  | 'deletions-not-refused'
  /** S3 takes bytes that are not those of their checksum. */
  | 'checksum-not-verified'
  /** It refuses checksums, and verifies bytes by the signature alone. */
  | 'checksums-refused'
  /** It has no DeleteObjects, or that deletes nothing. */
  | 'deletions-one-by-one'
  /** It has no UploadPartCopy. */
  | 'no-part-copies'
  /** It takes no notice of where a list is to begin. */
  | 'list-from-start'
  /** It lists names otherwise than they are. */
  | 'names-garbled'
  /** Fact `seconds`: how far the clock of AWS is ahead of this computer's. */
  | 'clock-off'
  /** Who gets in may do this outside the folder. */
  | 'outside-list'
  | 'outside-read'
  | 'outside-write'
  /** Anybody can read what is in the folder, without credentials. */
  | 'public-read'
  /** The browser was not allowed to reach the bucket, and the bucket's CORS rules do not let Shoebox in. */
  | 'cors-missing'
  /** They let it in, and hide what answers say of themselves. */
  | 'cors-hides-headers'
  /** Not at the address with the bucket before the host name, but at the one with the bucket in the path. */
  | 'path-style'
  /** With `skipped`. */
  | 'region-untold'
  | 'versions-off'
  | 'versions-missing'
  | 'whole-bucket';

/** How a step stands. Every step is told twice: running, then its result; one that is not tried, once. */
export interface ConnectionStep {
  readonly step: ConnectionStepName;
  /** `degraded`: works, but there is something to know, or to add. */
  readonly state: 'running' | 'passed' | 'degraded' | 'failed' | 'skipped';
  readonly failure: Failure | null;
  readonly notes: readonly ConnectionNote[];
  /** Facts for its text: `identity`, `region`, `seconds`, `store` (its name, empty where it is not known). */
  readonly facts: FailureDetail;
  /** With `skipped`: what did not pass, and it can't do without; null when there is another reason. */
  readonly because: ConnectionStepName | null;
}
