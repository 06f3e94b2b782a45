import type { Environment } from '../core/environment';
import { ShoeboxError } from '../core/failure';
import { abortable, succeeds } from '../core/promises';

/** A request without a body is answered within this, or not at all; every other one gets it on top. */
export const RESPONSE_GRACE_MS = 30_000;

/**
 * Bytes a second below which a connection that nothing is known of counts as standing still: six at once over a line of
 * 0.5 Mbit/s make 10 KiB/s each.
 */
const MIN_BYTES_PER_SECOND = 8 * 1024;

/** How many times longer than expected a request may take before it counts as standing still. */
const SLACK_FACTOR = 4;

/** By how much less is expected after a request that counted as standing still: it may only have been much slower. */
const BACKOFF_FACTOR = 16;

/** How often a waiting request's time is looked at anew: what others taught meanwhile may have shortened it. */
const RECHECK_MS = 5_000;

/** Weight of the newest request in what is known of the line. */
const NEWEST_WEIGHT = 0.3;

/**
 * Ends requests that stand still. `fetch` tells nothing of the bytes that it has sent, so a request is held against the
 * pace of those before it: what takes four times as long, and half a minute more, goes nowhere.
 */
export interface StallDetector {
  /** Bytes a second of one connection, of late; null while nothing is known. */
  throughput(): number | null;
  /**
   * Runs a request that sends `bytes`, which the server may take `graceMs` to answer. Rejects with
   * `connection-stalled`, the request aborted, when it stands still.
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
  let pace: number | null = null;
  let doubtedAt = Number.NEGATIVE_INFINITY;

  const patienceFor = (bytes: number): number =>
    (bytes * 1000) /
    Math.max(pace === null ? MIN_BYTES_PER_SECOND : pace / SLACK_FACTOR, MIN_BYTES_PER_SECOND);

  function learn(bytes: number, ms: number): void {
    // What is sent within a packet or two tells of the way's length, not of its width.
    if (bytes < 64 * 1024) return;
    const seen = (bytes * 1000) / Math.max(ms, 1);
    pace = pace === null ? seen : pace + NEWEST_WEIGHT * (seen - pace);
  }

  async function untilStalled(bytes: number, deadline: number, ended: AbortSignal): Promise<void> {
    for (;;) {
      const left = deadline + patienceFor(bytes) - now();
      if (left <= 0) return;
      await sleep(Math.min(left, RECHECK_MS), ended);
    }
  }

  return {
    throughput: () => pace,
    async watch(bytes, graceMs, signal, request) {
      const stalled = new AbortController();
      const ended = new AbortController();
      const startedAt = now();
      void succeeds(untilStalled(bytes, startedAt + graceMs, ended.signal)).then(isStalled => {
        if (isStalled) stalled.abort(); // else the request ended before
      });
      try {
        const ending = AbortSignal.any([signal, stalled.signal]);
        // Not every request ends when it is told to: one that waits for its credentials hears of nothing.
        const value = await abortable(ending, request(ending));
        learn(bytes, now() - startedAt);
        return value;
      } catch (cause) {
        if (!stalled.signal.aborted || signal.aborted) throw cause;
        // Once for all that stood still together.
        if (pace !== null && startedAt >= doubtedAt) {
          pace /= BACKOFF_FACTOR;
          doubtedAt = now();
        }
        throw new ShoeboxError('connection-stalled', { host }, { cause });
      } finally {
        ended.abort();
      }
    },
  };
}
