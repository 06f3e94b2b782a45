import type { TransferBucket, TransferPorts } from '../transfers/ports';
import { openConnectionPool } from './connection-pool';
import type { RequestExecutor } from './send-with-retry';
import { openStallDetector, type StallDetector } from './stall-detector';

/** The way of requests to a store, for one who wants to be told when he waits. */
export type ExecutorFor = (
  store: Pick<TransferBucket, 'host'>,
  onWaiting?: RequestExecutor['onWaiting'],
) => RequestExecutor;

/** One cap on connections for all stores; what is known of the pace, for each of them. */
export function openExecutors({
  environment,
  connectionLimit,
}: Pick<TransferPorts, 'environment' | 'connectionLimit'>): ExecutorFor {
  const stallGuards = new Map<string, StallDetector>();
  const pool = openConnectionPool(() => connectionLimit(slowestPace()));

  function slowestPace(): number | null {
    const paces = [...stallGuards.values()].map(guard => guard.throughput()).filter(pace => pace !== null);
    return paces.length === 0 ? null : Math.min(...paces);
  }

  return ({ host }, onWaiting = () => {}) => {
    const stallDetector = stallGuards.get(host) ?? openStallDetector(environment, host);
    stallGuards.set(host, stallDetector);
    return { environment, pool, stallDetector, onWaiting };
  };
}
