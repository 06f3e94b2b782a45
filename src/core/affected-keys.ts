import type { JobSpec } from './job';
import { albumPrefixOf } from './object-key';

/** Whether `later` must wait for `earlier`: both are about the same things, and their order matters. */
export function mustWaitFor(later: AffectedKeys, earlier: AffectedKeys): boolean {
  const areTogether = (prefix: string, { prefixes, keys }: AffectedKeys): boolean =>
    prefixes.some(other => other.startsWith(prefix) || prefix.startsWith(other)) ||
    keys.some(key => key.startsWith(prefix));
  return (
    later.prefixes.some(prefix => areTogether(prefix, earlier)) ||
    earlier.prefixes.some(prefix => areTogether(prefix, later)) ||
    later.keys.some(key => earlier.keySet.has(key)) ||
    // A copy is there before its date is written down: whoever copied it on by then would take it for new.
    (later.passesDatesOn &&
      earlier.arrivals.some(prefix => [...later.keySet].some(key => key.startsWith(prefix))))
  );
}

/** What a job is about: whole albums, or single objects. */
export interface AffectedKeys {
  readonly prefixes: readonly string[];
  readonly keys: readonly string[];
  readonly keySet: ReadonlySet<string>;
  /** Albums to which single photos are copied. */
  readonly arrivals: readonly string[];
  /** Whether single photos are copied, with the dates that they have. */
  readonly passesDatesOn: boolean;
}

/** @param keys of its items; they count for photos only. */
export function affectedKeysOf(order: JobSpec, keys: readonly string[]): AffectedKeys {
  const photos = { arrivals: [], passesDatesOn: false };
  if (order.kind === 'move-album')
    return { prefixes: [order.from, order.to], keys: [], keySet: new Set(), ...photos };
  if (order.kind === 'delete-album' || order.kind === 'download-album')
    return { prefixes: [order.prefix], keys: [], keySet: new Set(), ...photos };
  if (order.kind === 'rename-photo')
    return {
      prefixes: [],
      keys,
      keySet: new Set(keys),
      arrivals: keys.map(albumPrefixOf),
      passesDatesOn: true,
    };
  if (order.kind !== 'move-photos' && order.kind !== 'copy-photos')
    return { prefixes: [], keys, keySet: new Set(keys), ...photos };
  // The album that photos go to counts against whole albums only: two jobs may fill it at the same time.
  const all = [...keys, order.to];
  return { prefixes: [], keys: all, keySet: new Set(keys), arrivals: [order.to], passesDatesOn: true };
}
