import { isShoeboxError, mayHaveSucceeded } from '../core/failure';
import { isConflict } from './aws-failure';
import type { Bucket } from './bucket';
import type { Condition } from './conditions';
import { assertNoneUnanswered, noteUnanswered, withKeyLock } from './key-locks';

/**
 * For how long S3 may still do a request after its answer was lost; as long as the clean-up of uploads looks after what
 * was on the wire. Copying and putting together take longer: their callers know how long.
 */
export const MAY_APPLY_WITHIN_MS = 20_000;

/** A write under conditions, for S3s that heed them and for those that do not. */
export interface ConditionalWrite<Value> {
  readonly conditions: readonly Condition[];
  /** What is written to, or deleted; null where no two writes can be in each other's way. */
  readonly key: string | null;
  /** The same for every try of the same write, and for no other. */
  readonly writeId: string;
  readonly mayApplyWithinMs: number;
  /** Looks whether the conditions hold that are not honoured, and throws what S3 would refuse them with. */
  readonly precheck: () => Promise<void>;
  /** Sends the request, with those of the conditions that `bucket.conditions` says are sent. */
  readonly send: () => Promise<Value>;
}

/**
 * One request where S3 heeds the conditions. Where it does not, a look comes first. As long as it does not heed all that
 * there are, all writes to a key take turns, also those that need no look: none comes between the look and the request
 * of another. A write without a heeded condition whose answer was lost keeps others from its key until it can't be done
 * any more. S3's 501 to a condition means the same as ignoring it, and the request is sent again without.
 */
export async function conditionalWrite<Value>(
  bucket: Bucket,
  write: ConditionalWrite<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const { conditions } = bucket;
  try {
    if (conditions.areAllHonoured()) return await write.send();
    return await writeUnderLock(bucket, write, signal);
  } catch (error) {
    const isUnsupported = isShoeboxError(error) && error.code === 's3-unsupported';
    if (!isUnsupported || !write.conditions.some(conditions.shouldSend)) throw error;
    for (const condition of write.conditions) conditions.markUnsupported(condition);
    return conditionalWrite(bucket, write, signal);
  }
}

async function writeUnderLock<Value>(
  { conditions, host, settings }: Bucket,
  write: ConditionalWrite<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const { key, writeId, mayApplyWithinMs, precheck, send } = write;
  const isHonoured = write.conditions.every(conditions.isHonoured);
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
