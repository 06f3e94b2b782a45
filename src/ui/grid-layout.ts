// How a long grid of tiles is laid out, all rows of one height, so that it is known what stands where without drawing it.

/** CSS pixels. */
export interface GridMetrics {
  /** How wide a tile, which is a square, should at least be. */
  readonly tile: number;
  /** Between two tiles side by side. */
  readonly gap: number;
  /** From a tile to the one below it: the words under it, and the space after them. */
  readonly below: number;
}

/** A narrow panel still shows two side by side. */
const MAX_TILE_SHARE = 0.42;

/** So many rows more than are seen are drawn on either side, for who scrolls fast. */
const OVERSCAN_ROWS = 2;

/** How tiles lie in a width. */
export interface GridShape {
  readonly columns: number;
  /** From one row to the next. */
  readonly rowHeight: number;
}

export function gridShape(width: number, { tile, gap, below }: GridMetrics): GridShape {
  const least = Math.min(tile, width * MAX_TILE_SHARE);
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const each = (width - gap * (columns - 1)) / columns;
  return { columns, rowHeight: Math.max(1, Math.round(each) + below) };
}

/** Tiles that stand together. */
export interface TileGroup {
  readonly count: number;
}

/** Where a group stands. */
export interface LayoutGroup<Of extends TileGroup = TileGroup> {
  readonly group: Of;
  readonly count: number;
  /** Index of its first tile. */
  readonly first: number;
  /** Of its heading, if it has one. */
  readonly top: number;
  /** Of its first row. */
  readonly rowsTop: number;
  readonly bottom: number;
}

/** All groups, one below the other; `headingOf` tells how high the heading of one is. */
export function layOutGroups<Of extends TileGroup>(
  groups: readonly Of[],
  { columns, rowHeight }: GridShape,
  headingHeight: (group: Of) => number,
): readonly LayoutGroup<Of>[] {
  let [first, top] = [0, 0];
  return groups.map(group => {
    const { count } = group;
    const rowsTop = top + headingHeight(group);
    const bottom = rowsTop + Math.ceil(count / columns) * rowHeight;
    const layoutGroup: LayoutGroup<Of> = { group, count, first, top, rowsTop, bottom };
    first += count;
    top = bottom;
    return layoutGroup;
  });
}

/** Whole rows of a group that have to be drawn. */
export interface VisibleRange<Of extends TileGroup> {
  readonly layoutGroup: LayoutGroup<Of>;
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** Of its first row. */
  readonly top: number;
}

/** What is drawn while `height` pixels are seen from `top` on. */
export function visibleRanges<Of extends TileGroup>(
  layout: readonly LayoutGroup<Of>[],
  { columns, rowHeight }: GridShape,
  top: number,
  height: number,
): readonly VisibleRange<Of>[] {
  const [from, to] = [top - OVERSCAN_ROWS * rowHeight, top + height + OVERSCAN_ROWS * rowHeight];
  return layout
    .filter(layoutGroup => layoutGroup.bottom > from && layoutGroup.top < to)
    .map(layoutGroup => {
      const rows = Math.ceil(layoutGroup.count / columns);
      const firstRow = Math.min(rows, Math.max(0, Math.floor((from - layoutGroup.rowsTop) / rowHeight)));
      const endRow = Math.min(rows, Math.max(0, Math.ceil((to - layoutGroup.rowsTop) / rowHeight)));
      return {
        layoutGroup,
        first: layoutGroup.first + firstRow * columns,
        end: Math.min(layoutGroup.first + layoutGroup.count, layoutGroup.first + endRow * columns),
        top: layoutGroup.rowsTop + firstRow * rowHeight,
      };
    });
}

const layoutGroupAt = (layout: readonly LayoutGroup[], index: number): LayoutGroup | undefined =>
  layout.find(({ first, count }) => index >= first && index < first + count);

/** From where to where the row stands in which the `index`th tile is. */
export function rowBounds(
  layout: readonly LayoutGroup[],
  { columns, rowHeight }: GridShape,
  index: number,
): { readonly top: number; readonly bottom: number } {
  const layoutGroup = layoutGroupAt(layout, index);
  if (layoutGroup === undefined) return { top: 0, bottom: 0 };
  const row = Math.floor((index - layoutGroup.first) / columns);
  const top = layoutGroup.rowsTop + row * rowHeight;
  // The first row is seen with its heading.
  return { top: row === 0 ? layoutGroup.top : top, bottom: top + rowHeight };
}

/** How far a key goes from one row to another: one, or as many as are seen. */
const ROWS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 };

/** Where a key leads from the `index`th tile; null: nowhere. */
export function nextTileIndex(
  key: string,
  index: number,
  layout: readonly LayoutGroup[],
  { columns }: GridShape,
  rowsSeen: number,
): number | null {
  const last = layout.at(-1);
  const count = last === undefined ? 0 : last.first + last.count;
  const sideways: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    Home: 0,
    End: count - 1,
  };
  const rows = ROWS[key];
  let target = sideways[key] ?? index;
  if (rows !== undefined) {
    const steps = key.startsWith('Page') ? rowsSeen : 1;
    for (let step = 0; step < steps; step++) target = inNextRow(target, layout, columns, rows) ?? target;
  }
  return target === index || target < 0 || target >= count ? null : target;
}

/** The tile below or above, in the same column as far as the row goes. */
function inNextRow(
  index: number,
  layout: readonly LayoutGroup[],
  columns: number,
  direction: 1 | -1,
): number | null {
  const layoutGroup = layoutGroupAt(layout, index);
  if (layoutGroup === undefined) return null;
  const within = index - layoutGroup.first;
  const column = within % columns;
  const row = Math.floor(within / columns) + direction;
  const rows = Math.ceil(layoutGroup.count / columns);
  const target = row < 0 || row >= rows ? layout[layout.indexOf(layoutGroup) + direction] : layoutGroup;
  if (target === undefined) return null;
  const lastRow = Math.ceil(target.count / columns) - 1;
  const inRow = target === layoutGroup ? row : direction === 1 ? 0 : lastRow;
  return target.first + Math.min(inRow * columns + column, target.count - 1);
}

/** Part of a grid, in CSS pixels from its upper edge and from where its lines begin. */
export interface Area {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
}

/** Indices of all tiles that an area touches, drawn or not; `width` is the grid's, `gap` as in {@link GridMetrics}. */
export function tilesInArea(
  layout: readonly LayoutGroup[],
  { columns, rowHeight }: GridShape,
  { width, gap }: { readonly width: number; readonly gap: number },
  { start, end, top, bottom }: Area,
): number[] {
  const step = (width + gap) / columns;
  const tile = step - gap;
  const firstColumn = Math.max(0, Math.floor((start - tile) / step) + 1);
  const lastColumn = Math.min(columns - 1, Math.ceil(end / step) - 1);
  return layout
    .filter(layoutGroup => layoutGroup.bottom > top && layoutGroup.rowsTop < bottom)
    .flatMap(layoutGroup => {
      const rows = Math.ceil(layoutGroup.count / columns);
      // Between two rows there is as much space as between two columns.
      const firstRow = Math.max(0, Math.floor((top - layoutGroup.rowsTop - rowHeight + gap) / rowHeight) + 1);
      const lastRow = Math.min(rows - 1, Math.ceil((bottom - layoutGroup.rowsTop) / rowHeight) - 1);
      const indices: number[] = [];
      for (let row = firstRow; row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++)
          if (row * columns + column < layoutGroup.count)
            indices.push(layoutGroup.first + row * columns + column);
      return indices;
    });
}
