/** A whole small object or anything without a body; a part of a large object; or what jobs do inside the bucket. */
export type RequestKind = 'small' | 'part' | 'job';

const REQUEST_KINDS = ['small', 'part', 'job'] as const satisfies readonly RequestKind[];

interface Waiter {
  readonly kind: RequestKind;
  readonly begin: () => void;
}

/** The connections that all requests to S3 share. */
export interface ConnectionPool {
  /** Runs `work` once a connection is free. Rejects with the signal's reason if that aborts while it waits. */
  run<Value>(kind: RequestKind, signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
  /** S3 answered `SlowDown` (503) or 429. */
  slowDown(): void;
}

/**
 * Never more than `limit()` at once; half as many after a `SlowDown`, and one more for each round of successes (additive
 * increase, multiplicative decrease, as TCP does). While several kinds wait, each gets the same share: no large file holds
 * up small ones, no copying of thousands an upload.
 */
export function openConnectionPool(limit: () => number): ConnectionPool {
  /** How many S3 allows, as far as we know. */
  let allowed = Number.POSITIVE_INFINITY;
  const used: Record<RequestKind, number> = { small: 0, part: 0, job: 0 };
  const waiting: Waiter[] = [];
  /** Successes. Many answers at once halve it once: those requests were all under way already. */
  let sinceSlowDown = Number.POSITIVE_INFINITY;

  const inUse = (): number => used.small + used.part + used.job;

  function next(): Waiter | undefined {
    const kinds = REQUEST_KINDS.filter(kind => waiting.some(waiter => waiter.kind === kind));
    const fewest = Math.min(...kinds.map(kind => used[kind]));
    const index = waiting.findIndex(({ kind }) => kind === kinds.find(one => used[one] === fewest));
    return waiting.splice(Math.max(0, index), 1)[0];
  }

  function beginWaiting(): void {
    while (waiting.length > 0 && inUse() < Math.max(1, Math.floor(Math.min(allowed, limit())))) {
      const waiter = next();
      if (waiter === undefined) return;
      used[waiter.kind]++;
      waiter.begin();
    }
  }

  const turn = (kind: RequestKind, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const waiter: Waiter = {
        kind,
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(waiter);
      beginWaiting();
    });

  return {
    async run(kind, signal, work) {
      await turn(kind, signal);
      try {
        const value = await work();
        sinceSlowDown++;
        allowed += 1 / allowed;
        return value;
      } finally {
        used[kind]--;
        beginWaiting();
      }
    },
    slowDown() {
      if (sinceSlowDown < Math.min(allowed, limit())) return;
      sinceSlowDown = 0;
      allowed = Math.max(1, Math.min(allowed, limit()) / 2);
    },
  };
}
