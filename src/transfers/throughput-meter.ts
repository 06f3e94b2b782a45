/** Throughput is the mean of this long: a few parts on a slow line, and short enough to follow a change. */
const WINDOW_MS = 20_000;

/** How fast one transfer moves. */
export interface ThroughputMeter {
  /** So many more bytes have arrived, just now. */
  add(bytes: number): void;
  /** Bytes a second of late; null before anything arrived. */
  bytesPerSecond(): number | null;
}

/** Bytes arrive part by part, so the time since the last part counts as well: throughput falls while nothing arrives. */
export function startThroughputMeter(now: () => number): ThroughputMeter {
  const startedAt = now();
  let arrivals: { readonly at: number; readonly bytes: number }[] = [];
  return {
    add(bytes) {
      arrivals.push({ at: now(), bytes });
    },
    bytesPerSecond() {
      if (arrivals.length === 0) return null;
      const since = Math.max(startedAt, now() - WINDOW_MS);
      arrivals = arrivals.filter(({ at }) => at >= since);
      const bytes = arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0);
      // Parts that S3 has lost count as negative bytes, perhaps more than arrived of late.
      return Math.max(0, bytes * 1000) / Math.max(now() - since, 1);
    },
  };
}
