import type { RefObject } from 'preact';
import { type GridShape, gridShape, rowOf, type Segment, segmentsOf, visibleStrips } from '../ui/grid-layout';
import { reveal, useView, type View } from '../ui/use-view';

/** As the style sheet has it, `tiles.css`. CSS pixels. */
const METRICS = { tile: 148, gap: 14, below: 26 + 14 };

const UNMEASURED: View = { width: 800, height: 800, top: 0 };

/** What of a long grid has to be drawn. */
export interface GridWindow {
  readonly shape: GridShape;
  readonly segments: readonly Segment[];
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** Scrolls just so far that the `index`th thing is seen. */
  readonly reveal: (index: number) => void;
  /** How many rows are seen at once. */
  readonly rowsSeen: number;
}

/** A window onto `count` things in the grid, which stands in the scrolling element around it. */
export function useGridWindow(grid: RefObject<HTMLElement | null>, count: number): GridWindow {
  const view = useView(grid, sameRows) ?? UNMEASURED;
  const shape = gridShape(view.width, METRICS);
  const segments = segmentsOf([{ count }], shape, () => 0);
  const [strip] = visibleStrips(segments, shape, view.top, view.height);
  return {
    shape,
    segments,
    first: strip?.first ?? 0,
    end: strip?.end ?? 0,
    reveal(index) {
      const { top, bottom } = rowOf(segments, shape, index);
      reveal(grid.current, top, bottom, METRICS.gap);
    },
    rowsSeen: Math.max(1, Math.floor(view.height / shape.rowHeight)),
  };
}

/** Whether the same rows are seen. */
function sameRows(one: View, other: View): boolean {
  const { rowHeight } = gridShape(other.width, METRICS);
  const row = ({ top }: View): number => Math.floor(top / rowHeight);
  return one.width === other.width && one.height === other.height && row(one) === row(other);
}
