// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test } from 'vitest';
import { logicalKey, nextIndex, useArrowKeys } from '../../src/ui/arrow-keys';
import { settle } from './render-hook';

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

/** Items of two buttons each, of which the first is what the keys lead to. */
function List({ names }: { readonly names: readonly string[] }) {
  const list = useArrowKeys<HTMLUListElement>('.main');
  return h(
    'ul',
    { ref: list },
    names.map(name =>
      h('li', { key: name }, h('button', { class: 'main', id: name }), h('button', { id: `${name}-more` })),
    ),
  );
}

test('Tab stops at one item of a list alone: the first, then the one that had the focus last, as long as it is there', async () => {
  const page = document.createElement('div');
  document.body.append(page);
  const show = (...names: readonly string[]): Promise<void> => settle(() => render(h(List, { names }), page));
  const stops = (): string[] =>
    [...page.querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0).map(({ id }) => id);
  const press = (key: string): boolean =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })) === true;
  await show('a', 'b', 'c');
  expect(stops()).toEqual(['a', 'a-more']);
  page.querySelector<HTMLElement>('#a')?.focus();
  press('ArrowDown');
  expect(document.activeElement?.id).toBe('b');
  expect(stops()).toEqual(['b', 'b-more']);
  await show('new', 'a', 'b', 'c');
  expect(stops()).toEqual(['b', 'b-more']);
  await show('new', 'a');
  expect(stops()).toEqual(['new', 'new-more']);
  page.remove();
});
