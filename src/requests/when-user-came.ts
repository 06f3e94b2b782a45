import type { Environment } from '../core/environment';
import type { ShoeboxError } from '../core/failure';
import { needsAccessKeys, needsUser, type WaitReason } from '../core/wait-reason';

/** Not in a tight loop either, where the sign-in or the access keys that are there do not serve. */
const SETTLE_MS = 500;

/** What is waited for after an error that {@link needsUser}. */
export function waitReasonOf(error: ShoeboxError): WaitReason {
  if (needsAccessKeys(error)) return { kind: 'access-keys', reason: error.code };
  return error.code === 'other-user'
    ? { kind: 'other-user', user: error.detail['user'] ?? '' }
    : { kind: 'sign-in' };
}

/**
 * Opens a bucket, before anything is counted as begun. Where that fails for want of a sign-in or of access keys, waits for them and resolves
 * with null: meanwhile the work's slot may have gone to others, so that it has to begin again in its turn. Rejects with the
 * signal's reason once that is aborted.
 */
export async function openOrAwaitUser<Bucket extends object>(
  environment: Pick<Environment, 'untilUserCame' | 'sleep'>,
  signal: AbortSignal,
  onWaiting: (waiting: WaitReason | null) => void,
  open: () => Promise<Bucket>,
): Promise<Bucket | null> {
  try {
    return await open();
  } catch (error) {
    if (!needsUser(error)) throw error;
    onWaiting(waitReasonOf(error));
    await environment.untilUserCame(signal, error);
    await environment.sleep(SETTLE_MS, signal);
    return null;
  }
}

/** As {@link openOrAwaitUser}, again each time that the user came until it is open: for what needs no slot. */
export async function whenUserCame<Bucket extends object>(
  ...args: Parameters<typeof openOrAwaitUser<Bucket>>
): Promise<Bucket> {
  const [, , onWaiting] = args;
  for (;;) {
    const bucket = await openOrAwaitUser(...args);
    if (bucket !== null) return bucket;
    onWaiting(null);
  }
}
