import type { Environment } from '../core/environment';
import type { ShoeboxError } from '../core/failure';
import { needsSignIn } from '../core/login';
import type { WaitReason } from '../core/wait-reason';

/** Not in a tight loop either, where the sign-in that is there does not serve. */
const SETTLE_MS = 500;

/** What is waited for after an error that {@link needsSignIn}. */
export const signInReason = ({ code, detail }: ShoeboxError): WaitReason =>
  code === 'other-user' ? { kind: 'other-user', user: detail['user'] ?? '' } : { kind: 'sign-in' };

/**
 * Does it, and again after each sign-in as long as that is what it fails for: opening a bucket, before anything is counted
 * as begun. Rejects with the signal's reason once that is aborted.
 */
export async function whenSignedIn<Value>(
  environment: Pick<Environment, 'untilSignedIn' | 'sleep'>,
  signal: AbortSignal,
  onWaiting: (waiting: WaitReason | null) => void,
  work: () => Promise<Value>,
): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!needsSignIn(error)) throw error;
      onWaiting(signInReason(error));
      await environment.untilSignedIn(signal, error);
      await environment.sleep(SETTLE_MS, signal);
      onWaiting(null);
    }
  }
}
