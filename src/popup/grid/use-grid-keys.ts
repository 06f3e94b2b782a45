import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { logicalKey } from '../../ui/arrow-keys';
import { type GridShape, type LayoutGroup, nextTileIndex, rowBounds } from '../../ui/grid-layout';
import { reveal, type Viewport } from '../../ui/use-viewport';

/** CSS pixels seen above the photo that the focus is on: its focus ring and some space. */
const MARGIN = 14;

export interface GridKeys {
  /** Key of the photo at which Tab stops. */
  readonly tabStop: string | null;
  readonly setTabStop: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /**
   * Puts the focus on the `index`th photo when the grid is drawn the next time; a deleted one takes the focus with it.
   * Past the last one, on the last; without any, on the page's title.
   */
  readonly focusAt: (index: number) => void;
}

/**
 * Moves the focus among photos with the keyboard, also to those that are not in the document yet.
 * @param onExtendRange with Shift, the range that ends at one photo is to end at another
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  photos: readonly Photo[],
  layout: readonly LayoutGroup[],
  shape: GridShape,
  viewport: Viewport | null,
  onExtendRange: (from: string, to: string) => void,
): GridKeys {
  const [focusedKey, setTabStop] = useState<string | null>(null);
  const pendingFocus = useRef<number | null>(null);
  const [, redraw] = useState(0);
  const focusedIndex = photos.findIndex(({ key }) => key === focusedKey);
  const tabStop = photos[Math.max(0, focusedIndex)]?.key ?? null;

  const focusAt = useCallback((index: number) => {
    pendingFocus.current = index;
    redraw(count => count + 1);
  }, []);

  useLayoutEffect(() => {
    if (pendingFocus.current === null || viewport === null) return;
    const index = Math.min(pendingFocus.current, photos.length - 1);
    const photo = photos[index];
    if (photo === undefined) {
      pendingFocus.current = null;
      document.querySelector('h1')?.focus();
      return;
    }
    const { top, bottom } = rowBounds(layout, shape, index);
    reveal(grid.current, top, bottom, MARGIN);
    // Drawn already, or drawn next, since it is in viewport now.
    const button = grid.current?.querySelector<HTMLElement>(
      `[data-key="${CSS.escape(photo.key)}"] .photo-open`,
    );
    if (button == null) return;
    pendingFocus.current = null;
    button.focus({ preventScroll: true });
  });

  return {
    tabStop,
    setTabStop,
    focusAt,
    onKeyDown(event) {
      const { target } = event;
      const isOnPhoto =
        target instanceof Element && (target.matches('.photo-open') || target === grid.current);
      if (!isOnPhoto || event.altKey || event.ctrlKey || event.metaKey) return;
      const visibleRows = Math.max(1, Math.floor((viewport?.height ?? 0) / shape.rowHeight) - 1);
      const next = nextTileIndex(logicalKey(event), Math.max(0, focusedIndex), layout, shape, visibleRows);
      if (next === null) return;
      event.preventDefault();
      const [from, to] = [photos[Math.max(0, focusedIndex)], photos[next]];
      if (event.shiftKey && from !== undefined && to !== undefined) onExtendRange(from.key, to.key);
      focusAt(next);
    },
  };
}
