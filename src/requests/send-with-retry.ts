import type { Environment } from '../core/environment';
import { type FailureCode, isShoeboxError, type ShoeboxError } from '../core/failure';
import type { WaitReason } from '../core/wait-reason';
import type { ConnectionPool, RequestKind } from './connection-pool';
import { decideRetry } from './retry-policy';
import { RESPONSE_GRACE_MS, type StallDetector } from './stall-detector';
import { waitReasonOf } from './when-user-came';

/** Requests are sent again at random moments within this after the network came back: not all in the same instant. */
const RECONNECT_JITTER_MS = 1_000;

/** What the requests of one transfer or job to one host go through. */
export interface RequestExecutor {
  readonly environment: Environment;
  readonly pool: ConnectionPool;
  readonly stallDetector: StallDetector;
  /** Told whenever a request begins to wait for its next attempt, and with null when it goes on. */
  readonly onWaiting: (waiting: WaitReason | null) => void;
}

/** One request, to be sent until it succeeds or fails for good. */
export interface RetryableRequest<Value> {
  /** `small` without it. */
  readonly kind?: RequestKind;
  /** Length of its body; 0 without it. */
  readonly bytes?: number;
  /** How long S3 may take to answer, beyond what the bytes take; {@link RESPONSE_GRACE_MS} without it. */
  readonly graceMs?: number;
  readonly send: (signal: AbortSignal) => Promise<Value>;
  /** Called after each failed attempt that another will follow; ends the attempts by throwing, or by a value. */
  readonly beforeRetry?: (error: ShoeboxError) => Promise<Value | undefined>;
}

/**
 * Sends a request once a connection is free, ends it when it stalls, and sends it again while it can succeed (see
 * `retry-policy`). It holds no connection while it waits.
 * @throws ShoeboxError of the last attempt; the signal's reason once that is aborted.
 */
export async function sendWithRetry<Value>(
  { environment, pool, stallDetector, onWaiting }: RequestExecutor,
  signal: AbortSignal,
  { kind = 'small', bytes = 0, graceMs = RESPONSE_GRACE_MS, send, beforeRetry }: RetryableRequest<Value>,
): Promise<Value> {
  const before: FailureCode[] = [];
  const attempt = (): Promise<Value> =>
    stallDetector.watch(bytes, graceMs, signal, send).catch(error => {
      // Before the connection is free again: whoever waits for it is not to have it.
      if (isShoeboxError(error) && error.code === 'throttled') pool.slowDown();
      throw error;
    });
  for (;;) {
    try {
      return await pool.run(kind, signal, attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (!isShoeboxError(error)) throw error;
      const decision = decideRetry(error, before, environment.random());
      if (decision.kind === 'fail') throw error;
      if (decision.kind === 'wait-for-network') {
        onWaiting({ kind: 'online' });
        await environment.untilOnline(signal);
        // Nor in a tight loop where a network comes and goes.
        await environment.sleep(environment.random() * RECONNECT_JITTER_MS, signal);
      } else if (decision.kind === 'wait-for-user') {
        onWaiting(waitReasonOf(error));
        await environment.untilUserCame(signal, error);
        await environment.sleep(environment.random() * RECONNECT_JITTER_MS, signal);
      } else {
        before.push(error.code);
        if (decision.afterMs > 0) {
          onWaiting({ kind: 'retry', at: environment.now() + decision.afterMs, reason: error.code });
          await environment.sleep(decision.afterMs, signal);
        }
      }
      onWaiting(null);
      const settled = await beforeRetry?.(error);
      if (settled !== undefined) return settled;
    }
  }
}
