import { type FailureCode, isShoeboxError, type ShoeboxError } from '../core/failure';
import { decideRetry } from '../core/retry';
import type { Waiting } from '../core/waiting';
import type { Connections, Kind } from './connections';
import type { Surroundings } from './ports';
import { GRACE_MS, type StallGuard } from './stall-guard';

/** Within this after the network came back, requests begin again. */
const AFTER_OFFLINE_MS = 1_000;

/** What the requests of one transfer go through. */
export interface Line {
  readonly surroundings: Surroundings;
  readonly connections: Connections;
  readonly stallGuard: StallGuard;
  /** Told whenever the transfer begins or ends to wait. */
  readonly onWaiting: (waiting: Waiting | null) => void;
}

/** One request, to be tried until it succeeds or nothing can be hoped for. */
export interface PersistentRequest<Value> {
  readonly kind: Kind;
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
export async function persistently<Value>(
  { surroundings, connections, stallGuard, onWaiting }: Line,
  signal: AbortSignal,
  { kind, bytes, graceMs = GRACE_MS, send, beforeRetry }: PersistentRequest<Value>,
): Promise<Value> {
  const before: FailureCode[] = [];
  for (;;) {
    try {
      return await connections.use(kind, signal, () => stallGuard.watch(bytes, graceMs, signal, send));
    } catch (error) {
      signal.throwIfAborted();
      if (!isShoeboxError(error)) throw error;
      if (error.code === 'throttled') connections.slowDown();
      const decision = decideRetry(error, before, surroundings.random());
      if (decision.kind === 'fail') throw error;
      if (decision.kind === 'wait-for-network') {
        onWaiting({ kind: 'online' });
        await surroundings.untilOnline(signal);
        // Not all in the same instant, and not in a tight loop where a network comes and goes.
        await surroundings.sleep(surroundings.random() * AFTER_OFFLINE_MS, signal);
      } else {
        before.push(error.code);
        if (decision.afterMs > 0) {
          onWaiting({ kind: 'retry', at: surroundings.now() + decision.afterMs, reason: error.code });
          await surroundings.sleep(decision.afterMs, signal);
        }
      }
      onWaiting(null);
      const settled = await beforeRetry?.(error);
      if (settled !== undefined) return settled;
    }
  }
}
