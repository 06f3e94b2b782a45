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

/**
 * The cause as one text, the same for each photo that failed for it; null where the connection test can't explain it.
 * There are no more causes than codes and actions of IAM, so that no test is run without end.
 */
export const causeOf = ({ code, detail }: Failure): string | null =>
  isDenial(code) || EXPLAINED.includes(code) ? `${code} ${detail['action'] ?? ''}`.trim() : null;
