import type { PhotoGroup } from './photo-order';

/** Space between two photos, beside and below; the height of the words under one, and of a heading. CSS pixels. */
export const GAP = 14;
const ROW_GAP = 16;
const CAPTION = 40;
const HEADING = 44;

/** A narrow panel still shows two side by side. */
const WIDEST_SHARE = 0.42;

/** So many rows more than are seen are drawn on either side, for who scrolls fast. */
const SPARE_ROWS = 2;

/** How photos lie in a width, all rows of one height. */
export interface GridShape {
  readonly columns: number;
  /** From one row to the next. */
  readonly rowHeight: number;
}

/** `tile`: how wide a photo should at least be. */
export function gridShape(width: number, tile: number): GridShape {
  const least = Math.min(tile, width * WIDEST_SHARE);
  const columns = Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  const each = (width - GAP * (columns - 1)) / columns;
  return { columns, rowHeight: Math.max(1, Math.round(each) + CAPTION + ROW_GAP) };
}

/** A group of photos, and where it stands. */
export interface Segment extends PhotoGroup {
  /** Index of its first photo. */
  readonly first: number;
  /** Of its heading, if it has one. */
  readonly top: number;
  /** Of its first row. */
  readonly rowsTop: number;
  readonly bottom: number;
}

/** All groups, one below the other. */
export function segmentsOf(
  groups: readonly PhotoGroup[],
  { columns, rowHeight }: GridShape,
): readonly Segment[] {
  let [first, top] = [0, 0];
  return groups.map(group => {
    const rowsTop = top + (group.month === null ? 0 : HEADING);
    const bottom = rowsTop + Math.ceil(group.count / columns) * rowHeight;
    const segment: Segment = { ...group, first, top, rowsTop, bottom };
    first += group.count;
    top = bottom;
    return segment;
  });
}

/** Whole rows of a segment that have to be drawn. */
export interface Strip {
  readonly segment: Segment;
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** Of its first row. */
  readonly top: number;
}

/** What is drawn while `height` pixels are seen from `top` on. */
export function visibleStrips(
  segments: readonly Segment[],
  { columns, rowHeight }: GridShape,
  top: number,
  height: number,
): readonly Strip[] {
  const [from, to] = [top - SPARE_ROWS * rowHeight, top + height + SPARE_ROWS * rowHeight];
  return segments
    .filter(segment => segment.bottom > from && segment.top < to)
    .map(segment => {
      const rows = Math.ceil(segment.count / columns);
      const firstRow = Math.min(rows, Math.max(0, Math.floor((from - segment.rowsTop) / rowHeight)));
      const endRow = Math.min(rows, Math.max(0, Math.ceil((to - segment.rowsTop) / rowHeight)));
      return {
        segment,
        first: segment.first + firstRow * columns,
        end: Math.min(segment.first + segment.count, segment.first + endRow * columns),
        top: segment.rowsTop + firstRow * rowHeight,
      };
    });
}

const segmentAt = (segments: readonly Segment[], index: number): Segment | undefined =>
  segments.find(({ first, count }) => index >= first && index < first + count);

/** From where to where the row stands in which the `index`th photo is. */
export function rowOf(
  segments: readonly Segment[],
  { columns, rowHeight }: GridShape,
  index: number,
): { readonly top: number; readonly bottom: number } {
  const segment = segmentAt(segments, index);
  if (segment === undefined) return { top: 0, bottom: 0 };
  const row = Math.floor((index - segment.first) / columns);
  const top = segment.rowsTop + row * rowHeight;
  // The first row is seen with its heading.
  return { top: row === 0 ? segment.top : top, bottom: top + rowHeight };
}

/** How far a key goes from one row to another: one, or as many as are seen. */
const ROWS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 };

/** Where a key leads from the `index`th photo; null: nowhere. */
export function indexAfter(
  key: string,
  index: number,
  segments: readonly Segment[],
  { columns }: GridShape,
  rowsSeen: number,
): number | null {
  const last = segments.at(-1);
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
    for (let step = 0; step < steps; step++) target = inNextRow(target, segments, columns, rows) ?? target;
  }
  return target === index || target < 0 || target >= count ? null : target;
}

/** The photo below or above, in the same column as far as the row goes. */
function inNextRow(
  index: number,
  segments: readonly Segment[],
  columns: number,
  direction: 1 | -1,
): number | null {
  const segment = segmentAt(segments, index);
  if (segment === undefined) return null;
  const within = index - segment.first;
  const column = within % columns;
  const row = Math.floor(within / columns) + direction;
  const rows = Math.ceil(segment.count / columns);
  const target = row < 0 || row >= rows ? segments[segments.indexOf(segment) + direction] : segment;
  if (target === undefined) return null;
  const lastRow = Math.ceil(target.count / columns) - 1;
  const inRow = target === segment ? row : direction === 1 ? 0 : lastRow;
  return target.first + Math.min(inRow * columns + column, target.count - 1);
}
