/** Keys that an upload decides about: the clean-up keeps off, and deletions that are ordered meanwhile. With what ends that. */
export interface Claims {
  readonly cleanup: Map<string, () => void>;
  readonly deletions: Map<string, () => void>;
}

export const noClaims = (): Claims => ({ cleanup: new Map(), deletions: new Map() });

/** Nothing is kept off any more. */
export function releaseAll({ cleanup, deletions }: Claims): void {
  for (const release of [...cleanup.values(), ...deletions.values()]) release();
  cleanup.clear();
  deletions.clear();
}
