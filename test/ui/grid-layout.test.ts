import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridShape, rowOf, segmentsOf, tileAfter, visibleStrips } from '../../src/ui/grid-layout';

const SHAPE = { columns: 3, rowHeight: 100 };
/** Of 44 pixels, as that of a month. */
const headingOf = (): number => 44;

/** 7 photos in one month, 2 in the next: rows of 3, 3, 1 and 2. */
const SEGMENTS = segmentsOf(
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
        const segments = segmentsOf(
          counts.map((count, month) => ({ month, count })),
          SHAPE,
          headingOf,
        );
        const strips = visibleStrips(segments, SHAPE, top, height);
        const drawn = new Set(
          strips.flatMap(({ first, end }) =>
            Array.from({ length: end - first }, (_, offset) => first + offset),
          ),
        );
        const all = counts.reduce((sum, count) => sum + count, 0);
        for (let index = 0; index < all; index++) {
          const { bottom } = rowOf(segments, SHAPE, index);
          if (bottom > top && bottom - SHAPE.rowHeight < top + height) expect(drawn.has(index)).toBe(true);
        }
        expect(drawn.size).toBeLessThanOrEqual((Math.ceil(height / SHAPE.rowHeight) + 6) * SHAPE.columns);
      }),
    );
  });

  it('stands where the rows before it end', () => {
    expect(visibleStrips(SEGMENTS, SHAPE, 0, 50)).toMatchObject([{ first: 0, end: 7, top: 44 }]);
    expect(SEGMENTS[1]).toMatchObject({ first: 7, top: 344, rowsTop: 388, bottom: 488 });
  });
});

describe('rowOf', () => {
  it('begins with the heading in the first row', () => {
    expect(rowOf(SEGMENTS, SHAPE, 1)).toEqual({ top: 0, bottom: 144 });
    expect(rowOf(SEGMENTS, SHAPE, 4)).toEqual({ top: 144, bottom: 244 });
    expect(rowOf(SEGMENTS, SHAPE, 8)).toEqual({ top: 344, bottom: 488 });
  });
});

describe('keys', () => {
  const led = (key: string, index: number): number | null => tileAfter(key, index, SEGMENTS, SHAPE, 2);

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
