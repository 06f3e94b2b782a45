// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { logicalKey, nextIndex } from '../../src/ui/arrow-keys';

// Eight things in three columns: the last row is short.
test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 4],
  ['ArrowUp', 7, 4],
  ['Home', 5, 0],
  ['End', 5, 7],
])('the key %s moves the focus from %i to %i', (key, from, to) => {
  expect(nextIndex(key, from, 8, 3)).toBe(to);
});

test.each([
  ['ArrowLeft', 0],
  ['ArrowUp', 2],
  ['ArrowRight', 7],
  ['ArrowDown', 5],
  ['Home', 0],
  ['Enter', 3],
])('the key %s does not move the focus from %i', (key, from) => {
  expect(nextIndex(key, from, 8, 3)).toBeNull();
});

test('arrow keys left and right are swapped in right-to-left text, and no others', () => {
  const button = document.createElement('button');
  document.body.append(button);
  const keyOn = (key: string): string => logicalKey({ key, target: button });
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'End', 'x'].map(keyOn)).toEqual([
    ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'End', 'x'],
  ]);
  button.style.direction = 'rtl';
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'End', 'x'].map(keyOn)).toEqual([
    ...['ArrowRight', 'ArrowLeft', 'ArrowUp', 'End', 'x'],
  ]);
  button.remove();
});
