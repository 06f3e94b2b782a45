import { openConnections } from './connections';
import type { Line } from './persistent-requests';
import type { ObjectStore, TransferPorts } from './ports';
import { openStallGuard, type StallGuard } from './stall-guard';

/** The way of requests to a store, for one who wants to be told when he waits. */
export type LineTo = (store: Pick<ObjectStore, 'host'>, onWaiting?: Line['onWaiting']) => Line;

/** One cap on connections for all stores; what is known of the pace, for each of them. */
export function openLines({
  surroundings,
  connectionLimit,
}: Pick<TransferPorts, 'surroundings' | 'connectionLimit'>): LineTo {
  const stallGuards = new Map<string, StallGuard>();
  const connections = openConnections(() => connectionLimit(slowestPace()));

  function slowestPace(): number | null {
    const paces = [...stallGuards.values()].map(guard => guard.pace()).filter(pace => pace !== null);
    return paces.length === 0 ? null : Math.min(...paces);
  }

  return ({ host }, onWaiting = () => {}) => {
    const stallGuard = stallGuards.get(host) ?? openStallGuard(surroundings, host);
    stallGuards.set(host, stallGuard);
    return { surroundings, connections, stallGuard, onWaiting };
  };
}
