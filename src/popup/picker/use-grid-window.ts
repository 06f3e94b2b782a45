import type { RefObject } from 'preact';
import {
  type GridShape,
  gridShape,
  type LayoutGroup,
  layOutGroups,
  rowBounds,
  visibleRanges,
} from '../../ui/grid-layout';
import { reveal, useViewport, type Viewport } from '../../ui/use-viewport';

/** As in `styles/picker.css`. CSS pixels. */
const METRICS = { tile: 148, gap: 14, below: 26 + 14 };

const UNMEASURED: Viewport = { width: 800, height: 800, top: 0 };

/** What of a long grid has to be drawn. */
export interface GridWindow {
  readonly shape: GridShape;
  readonly layout: readonly LayoutGroup[];
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** Scrolls just so far that the `index`th tile is seen. */
  readonly reveal: (index: number) => void;
  /** How many rows are seen at once. */
  readonly visibleRows: number;
}

/** Which of `count` tiles are drawn in the grid, which stands in the scrolling element around it. */
export function useGridWindow(grid: RefObject<HTMLElement | null>, count: number): GridWindow {
  const view = useViewport(grid, sameRows) ?? UNMEASURED;
  const shape = gridShape(view.width, METRICS);
  const layout = layOutGroups([{ count }], shape, () => 0);
  const [range] = visibleRanges(layout, shape, view.top, view.height);
  return {
    shape,
    layout,
    first: range?.first ?? 0,
    end: range?.end ?? 0,
    reveal(index) {
      const { top, bottom } = rowBounds(layout, shape, index);
      reveal(grid.current, top, bottom, METRICS.gap);
    },
    visibleRows: Math.max(1, Math.floor(view.height / shape.rowHeight)),
  };
}

/** Whether the same rows are seen. */
function sameRows(one: Viewport, other: Viewport): boolean {
  const { rowHeight } = gridShape(other.width, METRICS);
  const row = ({ top }: Viewport): number => Math.floor(top / rowHeight);
  return one.width === other.width && one.height === other.height && row(one) === row(other);
}
