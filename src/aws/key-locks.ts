import { ShoeboxError } from '../core/failure';
import { keyedQueue } from '../core/serial-queue';

/** A write that was sent, and whose answer never came. */
interface UnansweredWrite {
  readonly writeId: string;
  /** Until when S3 may still do it. Milliseconds since 1970. */
  readonly until: number;
}

const unanswered = new Map<string, UnansweredWrite>();

/**
 * Runs `work` when everything that was asked for this key before has ended: all uploads, jobs and album markers of the
 * worker take turns. Rejects with the signal's reason, and does not run it, when that aborts first.
 */
export const withKeyLock = keyedQueue().run;

/** Notes that S3 may do a write to this key within so many milliseconds, although no answer came. */
export function noteUnanswered(key: string, writeId: string, withinMs: number): void {
  const now = Date.now();
  for (const [other, { until }] of unanswered) if (until <= now) unanswered.delete(other);
  unanswered.set(key, { writeId, until: now + withinMs });
}

/**
 * Throws while a write of somebody else to this key may still be done, over whatever is stored meanwhile. The same
 * writer may send it again: the two are alike.
 * @throws ShoeboxError `s3-unavailable`, with the time to wait.
 */
export function assertNoneUnanswered(key: string, writeId: string): void {
  const other = unanswered.get(key);
  const left = (other?.until ?? 0) - Date.now();
  if (other !== undefined && other.writeId !== writeId && left > 0)
    throw new ShoeboxError('s3-unavailable', {}, { retryAfterMs: left });
}
