import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Area,
  gridShape,
  layOutGroups,
  nextTileIndex,
  rowBounds,
  tilesInArea,
  visibleRanges,
} from '../../src/ui/grid-layout';

const SHAPE = { columns: 3, rowHeight: 100 };
/** Of 44 pixels, as that of a month. */
const headingOf = (): number => 44;

/** 7 photos in one month, 2 in the next: rows of 3, 3, 1 and 2. */
const SEGMENTS = layOutGroups(
  [
    { month: 2, count: 7 },
    { month: 1, count: 2 },
  ],
  SHAPE,
  headingOf,
);

describe('gridShape', () => {
  it.each([
    ['the popup', 408, 118, 3],
    ['a narrow panel', 236, 118, 2],
    ['a tab', 1300, 168, 7],
  ])('%s', (_, width, tile, columns) =>
    expect(gridShape(width, { tile, gap: 14, below: 56 }).columns).toBe(columns),
  );
});

describe('visibleStrips', () => {
  const groups = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 });

  it('draws all that is seen, in whole rows, and not much more', () => {
    fc.assert(
      fc.property(groups, fc.nat(20_000), fc.integer({ min: 1, max: 1200 }), (counts, top, height) => {
        const layout = layOutGroups(
          counts.map((count, month) => ({ month, count })),
          SHAPE,
          headingOf,
        );
        const ranges = visibleRanges(layout, SHAPE, top, height);
        const drawn = new Set(
          ranges.flatMap(({ first, end }) =>
            Array.from({ length: end - first }, (_, offset) => first + offset),
          ),
        );
        const all = counts.reduce((sum, count) => sum + count, 0);
        for (let index = 0; index < all; index++) {
          const { bottom } = rowBounds(layout, SHAPE, index);
          if (bottom > top && bottom - SHAPE.rowHeight < top + height) expect(drawn.has(index)).toBe(true);
        }
        expect(drawn.size).toBeLessThanOrEqual((Math.ceil(height / SHAPE.rowHeight) + 6) * SHAPE.columns);
      }),
    );
  });

  it('stands where the rows before it end', () => {
    expect(visibleRanges(SEGMENTS, SHAPE, 0, 50)).toMatchObject([{ first: 0, end: 7, top: 44 }]);
    expect(SEGMENTS[1]).toMatchObject({ first: 7, top: 344, rowsTop: 388, bottom: 488 });
  });
});

describe('rowOf', () => {
  it('begins with the heading in the first row', () => {
    expect(rowBounds(SEGMENTS, SHAPE, 1)).toEqual({ top: 0, bottom: 144 });
    expect(rowBounds(SEGMENTS, SHAPE, 4)).toEqual({ top: 144, bottom: 244 });
    expect(rowBounds(SEGMENTS, SHAPE, 8)).toEqual({ top: 344, bottom: 488 });
  });
});

describe('grid keys', () => {
  const led = (key: string, index: number): number | null => nextTileIndex(key, index, SEGMENTS, SHAPE, 2);

  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 0, null],
    ['ArrowRight', 8, null],
    ['ArrowDown', 1, 4],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, null],
    ['ArrowDown', 8, null],
    ['Home', 5, 0],
    ['End', 5, 8],
    ['PageDown', 0, 6],
    ['PageUp', 8, 3],
    ['Tab', 3, null],
  ])('%s from %s', (key, index, target) => expect(led(key, index)).toBe(target));

  it('go on in the next month, in the same column as far as there is one', () => {
    expect(led('ArrowDown', 5)).toBe(6); // the last row is short
    expect(led('ArrowDown', 6)).toBe(7);
    expect(led('ArrowUp', 8)).toBe(6);
  });
});

describe('tilesIn', () => {
  /** Tiles of 90 pixels, 10 between them: columns begin at 0, 100 and 200. */
  const touched = (area: Area): number[] => tilesInArea(SEGMENTS, SHAPE, { width: 290, gap: 10 }, area);
  const across = { start: 0, end: 290 };

  it('is what is touched, also a little', () => {
    expect(touched({ start: 89, end: 101, top: 133, bottom: 145 })).toEqual([0, 1, 3, 4]);
  });

  it('is nothing between the tiles, nor beside and below them', () => {
    expect(touched({ start: 90, end: 100, top: 44, bottom: 400 })).toEqual([]);
    expect(touched({ ...across, top: 134, bottom: 144 })).toEqual([]);
    expect(touched({ start: -50, end: 0, top: 0, bottom: 400 })).toEqual([]);
    expect(touched({ start: 290, end: 400, top: 0, bottom: 400 })).toEqual([]);
    expect(touched({ ...across, top: 488, bottom: 900 })).toEqual([]);
    expect(touched({ ...across, top: 0, bottom: 44 })).toEqual([]);
  });

  it('goes over months and short rows', () => {
    expect(touched({ ...across, top: 200, bottom: 400 })).toEqual([3, 4, 5, 6, 7, 8]);
    expect(touched({ start: 210, end: 220, top: 0, bottom: 900 })).toEqual([2, 5]);
  });

  it('is, for every area, what a look at each tile tells', () => {
    const edge = fc.integer({ min: -50, max: 600 });
    fc.assert(
      fc.property(edge, edge, edge, edge, (x1, x2, y1, y2) => {
        fc.pre(x1 !== x2 && y1 !== y2);
        const area = {
          start: Math.min(x1, x2),
          end: Math.max(x1, x2),
          top: Math.min(y1, y2),
          bottom: Math.max(y1, y2),
        };
        const looked = Array.from({ length: 9 }, (_, index) => index).filter(index => {
          const { rowsTop, first } = SEGMENTS.find(
            layoutGroup => index >= layoutGroup.first && index < layoutGroup.first + layoutGroup.count,
          ) ?? { rowsTop: 0, first: 0 };
          const left = ((index - first) % 3) * 100;
          const top = rowsTop + Math.floor((index - first) / 3) * 100;
          return area.start < left + 90 && area.end > left && area.top < top + 90 && area.bottom > top;
        });
        expect(touched(area)).toEqual(looked);
      }),
    );
  });
});
