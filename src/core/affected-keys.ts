import type { JobSpec } from './job';
import { albumPrefixOf } from './object-key';

/** Whether `later` must wait for `earlier`: both are about the same things, and their order matters. */
export function mustWaitFor(later: AffectedKeys, earlier: AffectedKeys): boolean {
  const areTogether = (prefix: string, { prefixes, keys, arrivals }: AffectedKeys): boolean =>
    prefixes.some(other => other.startsWith(prefix) || prefix.startsWith(other)) ||
    [keys, arrivals].some(each => each.some(key => key.startsWith(prefix)));
  const passesDatesOn = later.arrivals.length > 0;
  return (
    later.prefixes.some(prefix => areTogether(prefix, earlier)) ||
    earlier.prefixes.some(prefix => areTogether(prefix, later)) ||
    later.keys.some(key => earlier.keySet.has(key)) ||
    // A copy is there before its date is written down: whoever copied it on by then would take it for new.
    (passesDatesOn && earlier.arrivals.some(prefix => later.keys.some(key => key.startsWith(prefix))))
  );
}

/** What a job is about: whole albums, or single objects. */
export interface AffectedKeys {
  readonly prefixes: readonly string[];
  readonly keys: readonly string[];
  readonly keySet: ReadonlySet<string>;
  /** Albums to which single photos are copied. Two jobs may fill one at the same time. */
  readonly arrivals: readonly string[];
}

/** @param keys of its items; they count for photos only. */
export function affectedKeysOf(order: JobSpec, keys: readonly string[]): AffectedKeys {
  const albums = (...prefixes: readonly string[]): AffectedKeys => ({
    ...{ prefixes, keys: [], keySet: new Set(), arrivals: [] },
  });
  const photos = (arrivals: readonly string[]): AffectedKeys => ({
    ...{ prefixes: [], keys, keySet: new Set(keys), arrivals },
  });
  switch (order.kind) {
    case 'move-album':
      return albums(order.from, order.to);
    case 'delete-album':
    case 'download-album':
      return albums(order.prefix);
    case 'copy-photos':
    case 'move-photos':
      return photos([order.to]);
    case 'rename-photo':
      return photos(keys.map(albumPrefixOf));
    case 'delete-photos':
    case 'restore-photos':
    case 'download-photos':
      return photos([]);
  }
}
