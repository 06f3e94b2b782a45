/** Smallest width of a tile, the space between two, and the height of the words under one; CSS pixels. */
export const TILE = 148;
export const GAP = 14;
export const CAPTION = 26;

/** So many rows more than are seen are drawn on either side, for who scrolls fast. */
const SPARE_ROWS = 2;

/** How tiles lie in a width, all rows of one height. */
export interface GridShape {
  readonly columns: number;
  /** From one row to the next. */
  readonly rowHeight: number;
}

export function gridShape(width: number): GridShape {
  const columns = Math.max(2, Math.floor((width + GAP) / (TILE + GAP)));
  const tile = (width - GAP * (columns - 1)) / columns;
  return { columns, rowHeight: Math.max(1, Math.round(tile) + CAPTION + GAP) };
}

/** What is drawn of a long list: from the first, up to the last (exclusive), whole rows. */
export function visibleSlice(
  { columns, rowHeight }: GridShape,
  top: number,
  height: number,
  count: number,
): readonly [first: number, end: number] {
  const rows = Math.ceil(count / columns);
  const from = Math.min(Math.floor(top / rowHeight) - SPARE_ROWS, rows - 1);
  const to = Math.ceil((top + height) / rowHeight) + SPARE_ROWS;
  const [first, end] = [Math.max(0, from) * columns, Math.min(rows, Math.max(0, to)) * columns];
  return [first, Math.min(count, end)];
}
