import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridShape, visibleSlice } from '../../src/picker/grid-window';

describe('what is drawn of a grid', () => {
  const view = fc.record({
    width: fc.integer({ min: 100, max: 4000 }),
    height: fc.integer({ min: 0, max: 3000 }),
    top: fc.integer({ min: -500, max: 200_000 }),
    count: fc.integer({ min: 0, max: 5000 }),
  });

  it('is everything in view, in whole rows, and little more', () => {
    fc.assert(
      fc.property(view, ({ width, height, top, count }) => {
        const shape = gridShape(width);
        const [first, end] = visibleSlice(shape, top, height, count);
        expect(first % shape.columns).toBe(0);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        const rows = Math.ceil(Math.max(0, end - first) / shape.columns);
        expect(rows).toBeLessThanOrEqual(Math.ceil(height / shape.rowHeight) + 5);
        for (let index = 0; index < count; index++) {
          const place = Math.floor(index / shape.columns) * shape.rowHeight;
          if (place + shape.rowHeight > top && place < top + height) {
            expect(index >= first && index < end).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
