import type { Environment } from '../core/environment';
import { openConnectionPool } from './connection-pool';
import type { RequestExecutor } from './send-with-retry';
import { openStallDetector, type StallDetector } from './stall-detector';

/** The executor of the host that a bucket is at; `onWaiting` is told whenever a request of this user waits to be retried. */
export type ExecutorFor = (
  bucket: { readonly host: string },
  onWaiting?: RequestExecutor['onWaiting'],
) => RequestExecutor;

/**
 * One connection pool for all hosts, one stall detector for each. `connectionLimit` is asked for the size of the pool,
 * given the throughput of one connection in bytes a second; null while unknown.
 */
export function openExecutors({
  environment,
  connectionLimit,
}: {
  readonly environment: Environment;
  readonly connectionLimit: (bytesPerSecond: number | null) => number;
}): ExecutorFor {
  const stallDetectors = new Map<string, StallDetector>();
  const pool = openConnectionPool(() => connectionLimit(slowestThroughput()));

  function slowestThroughput(): number | null {
    const known = [...stallDetectors.values()].map(one => one.throughput()).filter(one => one !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  return ({ host }, onWaiting = () => {}) => {
    const stallDetector = stallDetectors.get(host) ?? openStallDetector(environment, host);
    stallDetectors.set(host, stallDetector);
    return { environment, pool, stallDetector, onWaiting };
  };
}
