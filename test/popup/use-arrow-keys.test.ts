import { expect, test } from 'vitest';
import { indexAfter } from '../../src/popup/use-arrow-keys';

// Eight things in three columns: the last row is short.
test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 4],
  ['ArrowUp', 7, 4],
  ['Home', 5, 0],
  ['End', 5, 7],
])('%s goes from %i to %i', (key, from, to) => {
  expect(indexAfter(key, from, 8, 3)).toBe(to);
});

test.each([
  ['ArrowLeft', 0],
  ['ArrowUp', 2],
  ['ArrowRight', 7],
  ['ArrowDown', 5],
  ['Home', 0],
  ['Enter', 3],
])('%s goes nowhere from %i', (key, from) => {
  expect(indexAfter(key, from, 8, 3)).toBeNull();
});
