import { isShoeboxError } from '../core/failure';
import { leavesDoubt } from '../core/retry';
import { isConflict } from './aws-failure';
import type { Bucket } from './bucket';
import type { Condition } from './conditions';
import { assertNoneLost, inTurnFor, noteLost } from './key-locks';

/**
 * For how long S3 may still do a request after its answer was lost; as long as the clean-up of uploads looks after what
 * was on the wire. Copying and putting together take longer: their callers know how long.
 */
export const LANDS_WITHIN_MS = 20_000;

/** A write under conditions, for S3s that heed them and for those that do not. */
export interface Guarded<Value> {
  readonly conditions: readonly Condition[];
  /** What is written to, or deleted; null where no two writes can be in each other's way. */
  readonly key: string | null;
  /** The same for every try of the same write, and for no other. */
  readonly writer: string;
  readonly landsWithinMs: number;
  /** Looks whether the conditions hold that are not honoured, and throws what S3 would refuse them with. */
  readonly look: () => Promise<void>;
  /** Sends the request, with those of the conditions that `bucket.conditions` says are sent. */
  readonly send: () => Promise<Value>;
}

/**
 * One request where S3 heeds the conditions. Where it does not, a look comes first, and both are one turn at the key: no
 * other write of this worker comes between them. A write whose answer was lost keeps others from its key until it can't
 * be done any more. S3's 501 to a condition means the same as ignoring it, and the request is sent again without.
 */
export async function guarded<Value>(
  bucket: Bucket,
  write: Guarded<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const { conditions } = bucket;
  try {
    if (write.conditions.every(conditions.isHonoured)) return await write.send();
    return await lookedAt(bucket, write, signal);
  } catch (error) {
    const isUnsupported = isShoeboxError(error) && error.code === 's3-unsupported';
    if (!isUnsupported || !write.conditions.some(conditions.isSent)) throw error;
    for (const condition of write.conditions) conditions.refuse(condition);
    return guarded(bucket, write, signal);
  }
}

async function lookedAt<Value>(
  { host, settings }: Bucket,
  { key, writer, landsWithinMs, look, send }: Guarded<Value>,
  signal: AbortSignal,
): Promise<Value> {
  if (key === null) {
    await look();
    return send();
  }
  const place = `${host}/${settings.bucket}/${key}`;
  return inTurnFor(place, signal, async () => {
    assertNoneLost(place, writer);
    await look();
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      const isOpen = !isShoeboxError(error) || (leavesDoubt(error.code) && !isConflict(error));
      if (isOpen) noteLost(place, writer, landsWithinMs);
      throw error;
    }
  });
}
