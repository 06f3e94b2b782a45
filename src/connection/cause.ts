import { type Failure, type FailureCode, isDenial } from '../core/failure';

/** What the connection test finds the cause of, beside denials. Of others it knows no more than the failure says. */
const EXPLAINED: readonly FailureCode[] = [
  'identity-pool-not-found',
  'guests-not-allowed',
  'identity-pool-role-missing',
  'sign-in-not-trusted',
  'sign-in-role-missing',
  'endpoint-unreachable',
  'clock-skew',
  'request-expired',
  'signature-rejected',
  'region-not-enabled',
  'session-token-refused',
  'bucket-not-found',
  'wrong-region',
  'wrong-region-unknown',
  'requester-pays',
  'kms-key-not-found',
  'kms-key-unusable',
  's3-unsupported',
  'request-refused',
  'not-confirmed',
];

/** What failed, as pages see it: a transfer, or a job. */
export interface Failed {
  readonly failure: Failure | null;
  /** Where it was to be stored, by core's `bucketIdentity`. */
  readonly bucket: string;
  /** Milliseconds since 1970; null where nobody knows. */
  readonly endedAt: number | null;
}

/** Why something failed. */
export interface Cause {
  /** Its code and the action of IAM, if any. */
  readonly text: string;
  readonly bucket: string;
  /** When something last failed for it, in whole steps of some minutes: a batch fails for one cause over and over. */
  readonly at: number;
}

const STEP_MS = 5 * 60_000;

/** Without those that the connection test can't explain. There are no more than codes and actions, so that it is not run without end. */
export function causesOf(failed: readonly Failed[]): readonly Cause[] {
  const causes = new Map<string, Cause>();
  for (const { failure, bucket, endedAt } of failed) {
    const text = failure === null ? null : causeOf(failure);
    if (text === null) continue;
    const at = Math.floor((endedAt ?? 0) / STEP_MS) * STEP_MS;
    const id = `${text} ${bucket}`;
    causes.set(id, { text, bucket, at: Math.max(at, causes.get(id)?.at ?? 0) });
  }
  return [...causes.keys()]
    .sort()
    .map(id => causes.get(id))
    .filter(cause => cause !== undefined);
}

/** The cause as one text, the same for each photo that failed for it; null where the connection test can't explain it. */
export const causeOf = ({ code, detail }: Failure): string | null =>
  isDenial(code) || EXPLAINED.includes(code) ? `${code} ${detail['action'] ?? ''}`.trim() : null;
