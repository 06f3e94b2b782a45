// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selectedImages } from '../../src/content/selected-images';
import { only, show } from './page';

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterEach(() => vi.unstubAllGlobals());

/** Selects from before one element to after another. */
function select(from: string, to: string): void {
  const range = document.createRange();
  range.setStartBefore(only(from));
  range.setEndAfter(only(to));
  vi.stubGlobal('getSelection', () => ({ isCollapsed: false, rangeCount: 1, getRangeAt: () => range }));
}

const urls = async (): Promise<readonly string[]> => (await selectedImages()).map(({ url }) => url);

const image = (name: string): string => `<img id="${name}" src="https://h/${name}.jpg">`;

test('the images within the selection are listed, in the order of the page', async () => {
  show(`${image('a')}<p>${image('b')}</p>${image('c')}${image('d')}`);
  select('#b', '#c');
  expect(await urls()).toEqual(['https://h/b.jpg', 'https://h/c.jpg']);
});

test('an image in a shadow tree of a selected element is listed', async () => {
  show('<p></p>');
  only('p').attachShadow({ mode: 'open' }).innerHTML = image('inner');
  select('p', 'p');
  expect(await urls()).toEqual(['https://h/inner.jpg']);
});

test('an image that is selected twice is listed once', async () => {
  show(`<p>${image('a')}<img src="https://h/a.jpg"></p>`);
  select('p', 'p');
  expect(await urls()).toEqual(['https://h/a.jpg']);
});

test('without a selection nothing is listed', async () => {
  show(image('a'));
  vi.stubGlobal('getSelection', () => null);
  expect(await urls()).toEqual([]);
});

test('in a huge document the range is found by a few comparisons', async () => {
  show(image('a') + '<i></i>'.repeat(5_000) + image('b'));
  select('#b', '#b');
  const compared = vi.spyOn(Range.prototype, 'compareBoundaryPoints');
  expect(await urls()).toEqual(['https://h/b.jpg']);
  expect(compared.mock.calls.length).toBeLessThan(40);
});
