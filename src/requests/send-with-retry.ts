import type { Environment } from '../core/environment';
import { type FailureCode, isShoeboxError, type ShoeboxError } from '../core/failure';
import type { WaitReason } from '../core/wait-reason';
import type { ConnectionPool, RequestKind } from './connection-pool';
import { decideRetry } from './retry-policy';
import { RESPONSE_GRACE_MS, type StallDetector } from './stall-detector';

/** Within this after the network came back, requests begin again. */
const RECONNECT_JITTER_MS = 1_000;

/** What the requests of one transfer go through. */
export interface RequestExecutor {
  readonly environment: Environment;
  readonly pool: ConnectionPool;
  readonly stallDetector: StallDetector;
  /** Told whenever the transfer begins or ends to wait. */
  readonly onWaiting: (waiting: WaitReason | null) => void;
}

/** One request, to be tried until it succeeds or nothing can be hoped for. */
export interface RetryableRequest<Value> {
  readonly kind: RequestKind;
  /** Length of its body. */
  readonly bytes: number;
  /** How long the server may take to answer, beyond what the bytes take; half a minute without it. */
  readonly graceMs?: number;
  readonly send: (signal: AbortSignal) => Promise<Value>;
  /** Called after each failed try that will be followed by another; may end the tries by throwing, or by a value. */
  readonly beforeRetry?: (error: ShoeboxError) => Promise<Value | undefined>;
}

/**
 * Sends a request when a connection is free, watches that it moves, and tries again what can still succeed; while it
 * waits it holds no connection.
 * @throws ShoeboxError of the last try; the signal's reason once that is aborted.
 */
export async function sendWithRetry<Value>(
  { environment, pool, stallDetector, onWaiting }: RequestExecutor,
  signal: AbortSignal,
  { kind, bytes, graceMs = RESPONSE_GRACE_MS, send, beforeRetry }: RetryableRequest<Value>,
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
        // Not all in the same instant, and not in a tight loop where a network comes and goes.
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
