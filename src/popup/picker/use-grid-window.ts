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
  readonly segments: readonly LayoutGroup[];
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** Scrolls just so far that the `index`th thing is seen. */
  readonly reveal: (index: number) => void;
  /** How many rows are seen at once. */
  readonly visibleRows: number;
}

/** A window onto `count` things in the grid, which stands in the scrolling element around it. */
export function useGridWindow(grid: RefObject<HTMLElement | null>, count: number): GridWindow {
  const view = useViewport(grid, sameRows) ?? UNMEASURED;
  const shape = gridShape(view.width, METRICS);
  const segments = layOutGroups([{ count }], shape, () => 0);
  const [strip] = visibleRanges(segments, shape, view.top, view.height);
  return {
    shape,
    segments,
    first: strip?.first ?? 0,
    end: strip?.end ?? 0,
    reveal(index) {
      const { top, bottom } = rowBounds(segments, shape, index);
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
