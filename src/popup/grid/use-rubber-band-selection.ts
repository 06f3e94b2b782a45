import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Photo } from '../../core/album';
import type { Area } from '../../ui/grid-layout';
import { useRubberBand } from '../../ui/use-rubber-band';
import type { PhotoSelection } from './use-photo-selection';

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
