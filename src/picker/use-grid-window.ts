import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { GAP, type GridShape, gridShape, visibleSlice } from './grid-window';

/** What of a long grid has to be drawn. */
export interface GridWindow extends GridShape {
  readonly first: number;
  readonly end: number;
  /** Scrolls just so far that the `index`th thing is seen. */
  readonly reveal: (index: number) => void;
  /** How many rows are seen at once. */
  readonly rowsSeen: number;
}

interface View {
  readonly width: number;
  readonly height: number;
  /** How far the grid's upper edge is above that of what is seen. */
  readonly top: number;
}

/** A window onto `count` things in the grid, which stands in the scrolling element around it. */
export function useGridWindow(grid: RefObject<HTMLElement | null>, count: number): GridWindow {
  const [view, setView] = useState<View>({ width: 800, height: 800, top: 0 });
  const look = useCallback(() => {
    const scroller = grid.current?.parentElement;
    if (grid.current == null || scroller == null) return;
    const top = scroller.getBoundingClientRect().top - grid.current.getBoundingClientRect().top;
    const next = { width: grid.current.clientWidth, height: scroller.clientHeight, top };
    setView(now => (sameRows(now, next) ? now : next));
  }, [grid]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const scroller = grid.current?.parentElement;
    if (scroller == null) return undefined;
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [grid, look]);
  const shape = gridShape(view.width);
  const [first, end] = visibleSlice(shape, view.top, view.height, count);
  const reveal = (index: number): void => {
    const scroller = grid.current?.parentElement;
    if (grid.current == null || scroller == null) return;
    const place =
      grid.current.getBoundingClientRect().top + Math.floor(index / shape.columns) * shape.rowHeight;
    const { top, bottom } = scroller.getBoundingClientRect();
    const [above, below] = [place - GAP - top, place + shape.rowHeight - bottom];
    if (above < 0) scroller.scrollBy({ top: above });
    else if (below > 0) scroller.scrollBy({ top: below });
  };
  return { ...shape, first, end, reveal, rowsSeen: Math.max(1, Math.floor(view.height / shape.rowHeight)) };
}

/** Whether the same rows are seen: scrolling within one draws nothing anew. */
function sameRows(one: View, other: View): boolean {
  const { rowHeight } = gridShape(other.width);
  const row = ({ top }: View): number => Math.floor(top / rowHeight);
  return one.width === other.width && one.height === other.height && row(one) === row(other);
}
