import { ShoeboxError } from '../core/failure';
import { openKeyedTurns } from '../core/keyed-turns';

/** A write that was sent, and whose answer never came. */
interface LostWrite {
  readonly writer: string;
  /** Until when S3 may still do it. Milliseconds since 1970. */
  readonly until: number;
}

const lost = new Map<string, LostWrite>();

/**
 * Runs `work` when everything that was asked for this key before has ended: all uploads, jobs and album markers of the
 * worker take turns. Rejects with the signal's reason, and does not run it, when that aborts first.
 */
export const inTurnFor = openKeyedTurns().inTurn;

/** Notes that S3 may do a write to this key within so many milliseconds, although no answer came. */
export function noteLost(key: string, writer: string, withinMs: number): void {
  const now = Date.now();
  for (const [other, { until }] of lost) if (until <= now) lost.delete(other);
  lost.set(key, { writer, until: now + withinMs });
}

/**
 * Throws while a write of somebody else to this key may still be done, over whatever is stored meanwhile. The same
 * writer may send it again: the two are alike.
 * @throws ShoeboxError `s3-unavailable`, with the time to wait.
 */
export function assertNoneLost(key: string, writer: string): void {
  const other = lost.get(key);
  const left = (other?.until ?? 0) - Date.now();
  if (other !== undefined && other.writer !== writer && left > 0)
    throw new ShoeboxError('s3-unavailable', {}, { retryAfterMs: left });
}
