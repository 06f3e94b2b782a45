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
 * Opens a bucket, before anything is counted as begun. Where that fails for want of a sign-in, waits for one and resolves
 * with null: meanwhile the work's slot may have gone to others, so that it has to begin again in its turn. Rejects with the
 * signal's reason once that is aborted.
 */
export async function openOrAwaitSignIn<Bucket extends object>(
  environment: Pick<Environment, 'untilSignedIn' | 'sleep'>,
  signal: AbortSignal,
  onWaiting: (waiting: WaitReason | null) => void,
  open: () => Promise<Bucket>,
): Promise<Bucket | null> {
  try {
    return await open();
  } catch (error) {
    if (!needsSignIn(error)) throw error;
    onWaiting(signInReason(error));
    await environment.untilSignedIn(signal, error);
    await environment.sleep(SETTLE_MS, signal);
    return null;
  }
}

/** As {@link openOrAwaitSignIn}, again after each sign-in until it is open: for what needs no slot. */
export async function whenSignedIn<Bucket extends object>(
  ...args: Parameters<typeof openOrAwaitSignIn<Bucket>>
): Promise<Bucket> {
  const [, , onWaiting] = args;
  for (;;) {
    const bucket = await openOrAwaitSignIn(...args);
    if (bucket !== null) return bucket;
    onWaiting(null);
  }
}
