import type { Environment } from '../core/environment';
import { ShoeboxError } from '../core/failure';
import { abortable, succeeds } from '../core/promises';

/** How long S3 may take to answer, beyond what the body takes to send. In milliseconds. */
export const RESPONSE_GRACE_MS = 30_000;

/**
 * Bytes a second below which a connection of unknown throughput counts as stalled: six at once over a line of 0.5 Mbit/s
 * make 10 KiB/s each.
 */
const MIN_BYTES_PER_SECOND = 8 * 1024;

/** How many times longer than expected a request may take before it counts as stalled. */
const SLACK_FACTOR = 4;

/** By how much less is expected after a stall: the request may only have been much slower. */
const BACKOFF_FACTOR = 16;

/** How often a request's deadline is computed anew: the throughput of others may have shortened it. */
const RECHECK_MS = 5_000;

/** Weight of the newest request in the moving average of the throughput. */
const NEWEST_WEIGHT = 0.3;

/**
 * Aborts requests that stall. `fetch` tells nothing of the bytes that it has sent, so a request is compared with the
 * throughput of those before it: one that takes four times as long, and half a minute more, has stalled.
 */
export interface StallDetector {
  /** Bytes a second of one connection, of late; null while nothing is known. */
  throughput(): number | null;
  /**
   * Runs a request that sends `bytes`, which S3 may take `graceMs` to answer. Aborts it, and rejects with
   * `connection-stalled`, when it stalls.
   */
  watch<Value>(
    bytes: number,
    graceMs: number,
    signal: AbortSignal,
    request: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value>;
}

export function openStallDetector(
  { now, sleep }: Pick<Environment, 'now' | 'sleep'>,
  host: string,
): StallDetector {
  /** Bytes a second of one connection; null while nothing is known. */
  let throughput: number | null = null;
  let backedOffAt = Number.NEGATIVE_INFINITY;

  const timeFor = (bytes: number): number =>
    (bytes * 1000) /
    Math.max(throughput === null ? MIN_BYTES_PER_SECOND : throughput / SLACK_FACTOR, MIN_BYTES_PER_SECOND);

  function learn(bytes: number, ms: number): void {
    // What fits into a packet or two measures latency, not throughput.
    if (bytes < 64 * 1024) return;
    const seen = (bytes * 1000) / Math.max(ms, 1);
    throughput = throughput === null ? seen : throughput + NEWEST_WEIGHT * (seen - throughput);
  }

  async function untilStalled(bytes: number, deadline: number, ended: AbortSignal): Promise<void> {
    for (;;) {
      const left = deadline + timeFor(bytes) - now();
      if (left <= 0) return;
      await sleep(Math.min(left, RECHECK_MS), ended);
    }
  }

  return {
    throughput: () => throughput,
    async watch(bytes, graceMs, signal, request) {
      const stalled = new AbortController();
      const ended = new AbortController();
      const startedAt = now();
      void succeeds(untilStalled(bytes, startedAt + graceMs, ended.signal)).then(isStalled => {
        if (isStalled) stalled.abort(); // else the request ended before
      });
      try {
        const ending = AbortSignal.any([signal, stalled.signal]);
        // Not every request ends when its signal aborts: one that waits for its credentials does not know it.
        const value = await abortable(ending, request(ending));
        learn(bytes, now() - startedAt);
        return value;
      } catch (cause) {
        if (!stalled.signal.aborted || signal.aborted) throw cause;
        // Once for all that stalled together.
        if (throughput !== null && startedAt >= backedOffAt) {
          throughput /= BACKOFF_FACTOR;
          backedOffAt = now();
        }
        throw new ShoeboxError('connection-stalled', { host }, { cause });
      } finally {
        ended.abort();
      }
    },
  };
}
