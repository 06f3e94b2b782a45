import type { RefObject } from 'preact';
import { reveal, useView, type View } from '../ui/use-view';
import { GAP, type GridShape, gridShape, visibleSlice } from './grid-window';

const UNMEASURED: View = { width: 800, height: 800, top: 0 };

/** What of a long grid has to be drawn. */
export interface GridWindow extends GridShape {
  readonly first: number;
  readonly end: number;
  /** Scrolls just so far that the `index`th thing is seen. */
  readonly reveal: (index: number) => void;
  /** How many rows are seen at once. */
  readonly rowsSeen: number;
}

/** A window onto `count` things in the grid, which stands in the scrolling element around it. */
export function useGridWindow(grid: RefObject<HTMLElement | null>, count: number): GridWindow {
  const view = useView(grid, sameRows) ?? UNMEASURED;
  const shape = gridShape(view.width);
  const [first, end] = visibleSlice(shape, view.top, view.height, count);
  return {
    ...shape,
    first,
    end,
    reveal(index) {
      const top = Math.floor(index / shape.columns) * shape.rowHeight;
      reveal(grid.current, top, top + shape.rowHeight, GAP);
    },
    rowsSeen: Math.max(1, Math.floor(view.height / shape.rowHeight)),
  };
}

/** Whether the same rows are seen. */
function sameRows(one: View, other: View): boolean {
  const { rowHeight } = gridShape(other.width);
  const row = ({ top }: View): number => Math.floor(top / rowHeight);
  return one.width === other.width && one.height === other.height && row(one) === row(other);
}
