import type { JobSpec } from './job';

/** Whether `later` must wait for `earlier`: both are about the same things, and their order matters. */
export function mustWaitFor(later: AffectedKeys, earlier: AffectedKeys): boolean {
  const areTogether = (prefix: string, { prefixes, keys }: AffectedKeys): boolean =>
    prefixes.some(other => other.startsWith(prefix) || prefix.startsWith(other)) ||
    keys.some(key => key.startsWith(prefix));
  return (
    later.prefixes.some(prefix => areTogether(prefix, earlier)) ||
    earlier.prefixes.some(prefix => areTogether(prefix, later)) ||
    later.keys.some(key => earlier.keySet.has(key))
  );
}

/** What a job is about: whole albums, or single objects. */
export interface AffectedKeys {
  readonly prefixes: readonly string[];
  readonly keys: readonly string[];
  readonly keySet: ReadonlySet<string>;
}

/** @param keys of its items; they count for photos only. */
export function affectedKeysOf(order: JobSpec, keys: readonly string[]): AffectedKeys {
  if (order.kind === 'move-album') return { prefixes: [order.from, order.to], keys: [], keySet: new Set() };
  if (order.kind === 'delete-album' || order.kind === 'download-album')
    return { prefixes: [order.prefix], keys: [], keySet: new Set() };
  const goesTo = order.kind === 'move-photos' || order.kind === 'copy-photos' ? [order.to] : [];
  // The album that photos go to counts against whole albums only: two jobs may fill it at the same time.
  const all = [...keys, ...goesTo];
  return { prefixes: [], keys: all, keySet: new Set(keys) };
}
