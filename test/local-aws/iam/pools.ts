import type { PoolSetup } from '../options';
import type { RolePolicy } from './policy';

/** The identity pools as they are set up now. */
export class Pools {
  #pools = new Map<string, PoolSetup>();
  /**
   * A role goes on existing in IAM when a pool no longer names it, and credentials already issued go on holding what
   * it allows until they expire.
   */
  readonly #roles = new Map<string, RolePolicy>();

  constructor(pools: readonly PoolSetup[]) {
    this.set(pools);
  }

  /** Replaces all pools. */
  set(pools: readonly PoolSetup[]): void {
    this.#pools = new Map(pools.map(pool => [pool.id, pool]));
    for (const { id, role } of pools) if (role !== 'none') this.#roles.set(id, role);
  }

  get(poolId: string): PoolSetup | undefined {
    return this.#pools.get(poolId);
  }

  /** What the role of the pool's guests allows, at this moment. */
  policyOf(poolId: string): RolePolicy {
    return this.#roles.get(poolId) ?? [];
  }
}
