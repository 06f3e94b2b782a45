import type { CephGateway } from '../ceph/gateway';

/** The store has room for many times as much. */
const FREED_FROM_BYTES = 1024 ** 3;

/** Bytes that were deleted, and that the store still holds in memory. */
export interface GarbageCollector {
  /** Frees what has come together if that is much. Never rejects: what could not be freed now is freed next time. */
  add(bytes: number): Promise<void>;
}

/** Frees memory by the way: no contestant's time, and no contestant's fault. */
export function garbageCollector(gateway: CephGateway): GarbageCollector {
  let held = 0;
  return {
    async add(bytes) {
      held += bytes;
      if (held < FREED_FROM_BYTES) return;
      try {
        await gateway.freeDeleted();
        held = 0;
      } catch (error) {
        process.stderr.write(`  deleted bytes were not freed: ${String(error)}\n`);
      }
    },
  };
}
