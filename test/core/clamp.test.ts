import { expect, test } from 'vitest';
import { clamp } from '../../src/core/clamp';

test.each([
  [5, 1, 9, 5],
  [0, 1, 9, 1],
  [10, 1, 9, 9],
  [5, 3, 2, 3],
])('clamp(%d, %d, %d) is %d', (value, min, max, clamped) => {
  expect(clamp(value, min, max)).toBe(clamped);
});
