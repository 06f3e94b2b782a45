import type { RefObject } from 'preact';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import type { Area } from '../../ui/grid-layout';
import { useSelection } from '../../ui/selection';
import { useLatest } from '../../ui/use-latest';
import { useRubberBand } from '../../ui/use-rubber-band';

/** The photos that are selected among those that are shown. */
export interface PhotoSelection {
  readonly keys: ReadonlySet<string>;
  readonly photos: readonly Photo[];
  /** Selects a photo, or no longer; with `isRange`, all from the one before as that one is. Always the same function. */
  readonly select: (key: string, isRange: boolean) => void;
  /** Lets the range that ends at one photo end at another. */
  readonly extendRange: (from: string, to: string) => void;
  readonly clear: () => void;
  readonly selectAll: () => void;
  /** Selects these and no others. */
  readonly selectOnly: (keys: ReadonlySet<string>) => void;
  /** Whether the key was meant for the selection: all, none, or deleting it. */
  readonly onKeyDown: (event: KeyboardEvent, remove: (photos: readonly Photo[]) => void) => boolean;
}

export function usePhotoSelection(shown: readonly Photo[]): PhotoSelection {
  const ids = useMemo(() => shown.map(({ key }) => key), [shown]);
  const control = useSelection(ids);
  const latest = useLatest(control);
  const select = useCallback(
    (key: string, isRange: boolean) =>
      isRange ? latest.current.selectRange(key) : latest.current.toggle(key),
    [latest],
  );
  const { selected, selectAll, deselectAll, selectOnly, extendRange } = control;
  // What is gone, or not among what is looked for, is not meant.
  const photos = useMemo(
    () => (selected.size === 0 ? [] : shown.filter(({ key }) => selected.has(key))),
    [shown, selected],
  );
  return {
    ...{ keys: selected, photos, select, extendRange },
    ...{ clear: deselectAll, selectAll, selectOnly },
    onKeyDown(event, remove) {
      const isAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && !event.shiftKey;
      if (isAll) selectAll();
      else if (photos.length === 0) return false;
      else if (event.key === 'Escape') deselectAll();
      else if (event.key === 'Delete') remove(photos);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Selects what a band is drawn around. The element that shows the band is to get the ref.
 * @param touched indices of the photos that an area touches
 * @param onFirst key of the first of them: the keyboard goes on from there
 */
export function useRubberBandSelection(
  grid: RefObject<HTMLElement | null>,
  photos: readonly Photo[],
  { keys, selectOnly }: PhotoSelection,
  touched: (area: Area) => readonly number[],
  onFirst: (key: string) => void,
): RefObject<HTMLDivElement | null> {
  const band = useRef<HTMLDivElement>(null);
  /** What was selected when it began, what of that stays, and what is touched now. */
  const start = useRef({ before: NONE, kept: NONE, last: '' });
  useRubberBand(grid, band, {
    onStart: isAdding => {
      start.current = { before: keys, kept: isAdding ? keys : NONE, last: '-' };
    },
    onChange: area => {
      const indices = touched(area);
      const last = indices.join();
      if (last === start.current.last) return;
      start.current.last = last;
      const first = photos[indices[0] ?? -1];
      if (first !== undefined) onFirst(first.key);
      selectOnly(new Set([...start.current.kept, ...indices.map(index => photos[index]?.key ?? '')]));
    },
    onCancel: () => selectOnly(start.current.before),
  });
  return band;
}
