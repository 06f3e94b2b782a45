/** A slow line between client and S3. What is left out is not limited. Each direction has all of the bandwidth. */
export interface Link {
  /** Added to the round trip, half of it each way; opening a connection takes one more round trip. */
  readonly latencyMs?: number;
  readonly bytesPerSecondPerConnection?: number;
  /** Shared by all connections. */
  readonly bytesPerSecondTotal?: number;
}

/** When things leave a line that takes so many bytes a second. Times are those of `performance.now()`. */
export class BandwidthLimiter {
  #freeAt = 0;

  /** Takes the line for `bytes` and returns when the last of them has left it. */
  leavesAt(now: number, bytes: number, bytesPerSecond: number | undefined): number {
    if (bytesPerSecond === undefined) return now;
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes / bytesPerSecond) * 1000;
    return this.#freeAt;
  }
}

/** One direction of the line of all connections. */
export class LinkDirection {
  link: Link | null = null;
  readonly total = new BandwidthLimiter();
}
