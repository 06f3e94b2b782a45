import { isShoeboxError, mayHaveSucceeded, ShoeboxError } from '../core/failure';
import { keyedQueue } from '../core/serial-queue';
import { isConflict } from './aws-failure';
import type { Bucket } from './bucket';
import type { Condition } from './capabilities';

/**
 * For how long S3 may still do a request after its answer was lost; as long as the clean-up of uploads waits
 * for requests that were on their way. Copying and putting together take longer: their callers know how long.
 */
export const MAY_APPLY_WITHIN_MS = 20_000;

/** A write under conditions, for S3s that honour them and for those that do not. */
export interface ConditionalWrite<Value> {
  readonly conditions: readonly Condition[];
  /** What is written to, or deleted; null where no two writes can be in each other's way. */
  readonly key: string | null;
  /** The same for every try of the same write, and for no other. */
  readonly writeId: string;
  readonly mayApplyWithinMs: number;
  /** Checks the conditions that are not honoured, and throws what S3 would refuse them with. */
  readonly precheck: () => Promise<void>;
  /** Sends the request, with those of the conditions that `bucket.capabilities` says are sent. */
  readonly send: () => Promise<Value>;
}

/**
 * One request where S3 honours the conditions. Where it does not, `precheck` comes first. As long as S3 does not honour
 * all that there are, all writes to a key take turns, also those that need no check: else one could come between the
 * check and the request of another. A write without an honoured condition whose answer was lost keeps others from its
 * key until S3 can't do it any more. S3's 501 to a condition means the same as ignoring it, and the request is sent
 * again without.
 */
export async function conditionalWrite<Value>(
  bucket: Bucket,
  write: ConditionalWrite<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const { capabilities } = bucket;
  try {
    if (capabilities.areAllHonoured()) return await write.send();
    return await writeUnderLock(bucket, write, signal);
  } catch (error) {
    const isUnsupported = isShoeboxError(error) && error.code === 's3-unsupported';
    if (!isUnsupported || !write.conditions.some(capabilities.shouldSend)) throw error;
    for (const condition of write.conditions) capabilities.markUnsupported(condition);
    return conditionalWrite(bucket, write, signal);
  }
}

async function writeUnderLock<Value>(
  { capabilities, host, settings }: Bucket,
  write: ConditionalWrite<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const { key, writeId, mayApplyWithinMs, precheck, send } = write;
  const isHonoured = write.conditions.every(capabilities.isHonoured);
  if (key === null) {
    if (!isHonoured) await precheck();
    return send();
  }
  const place = `${host}/${settings.bucket}/${key}`;
  return withKeyLock(place, signal, async () => {
    assertNoneUnanswered(place, writeId);
    if (!isHonoured) await precheck();
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      const isOpen = !isShoeboxError(error) || (mayHaveSucceeded(error.code) && !isConflict(error));
      if (isOpen && !isHonoured) noteUnanswered(place, writeId, mayApplyWithinMs);
      throw error;
    }
  });
}

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
const withKeyLock = keyedQueue().run;

/** Notes that S3 may do a write to this key within so many milliseconds, although no answer came. */
function noteUnanswered(key: string, writeId: string, withinMs: number): void {
  const now = Date.now();
  for (const [other, { until }] of unanswered) if (until <= now) unanswered.delete(other);
  unanswered.set(key, { writeId, until: now + withinMs });
}

/**
 * Throws while a write of somebody else to this key may still be done, over whatever is stored meanwhile. The same
 * writer may send it again: the two are alike.
 * @throws ShoeboxError `s3-unavailable`, with the time to wait.
 */
function assertNoneUnanswered(key: string, writeId: string): void {
  const other = unanswered.get(key);
  const left = (other?.until ?? 0) - Date.now();
  if (other !== undefined && other.writeId !== writeId && left > 0)
    throw new ShoeboxError('s3-unavailable', {}, { retryAfterMs: left });
}
