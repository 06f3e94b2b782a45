import type { Environment } from '../core/environment';
import { isShoeboxError } from '../core/failure';
import type { WaitReason } from '../core/wait-reason';

/** Not in a tight loop either, where the sign-in that is there does not serve. */
const SETTLE_MS = 500;

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
      if (!isShoeboxError(error) || error.code !== 'sign-in-needed') throw error;
      onWaiting({ kind: 'sign-in' });
      await environment.untilSignedIn(signal);
      await environment.sleep(SETTLE_MS, signal);
      onWaiting(null);
    }
  }
}
