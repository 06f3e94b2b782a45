// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { elementWithUrl, imagesWithUrl, screenOnlyUrl, visibleArea } from '../../src/content/elements-by-url';
import { only, show, withBoxes } from './page';

withBoxes();
afterEach(() => vi.unstubAllGlobals());

const SRC = 'src="https://h/a.jpg"';

test('of images with one URL the one with the largest visible area comes first', async () => {
  show(`<img id="away" ${SRC} data-box="0 9000 500 500"><img id="seen" ${SRC} data-box="0 0 50 50">`);
  expect((await imagesWithUrl('https://h/a.jpg')).map(({ id }) => id)).toEqual(['seen', 'away']);
});

test('images in shadow trees are found where there are none outside', async () => {
  show('<p></p>');
  only('p').attachShadow({ mode: 'open' }).innerHTML = `<img id="inner" ${SRC}>`;
  expect((await imagesWithUrl('https://h/a.jpg')).map(({ id }) => id)).toEqual(['inner']);
});

test('an element is found by the URL of its background', async () => {
  show('<p id="a" style="background-image: url(https://h/b.jpg)"></p>');
  expect((await elementWithUrl('https://h/b.jpg'))?.id).toBe('a');
  expect(await elementWithUrl('https://h/other.jpg')).toBeNull();
});

test('an element whose picture has no URL is found by the one that was made up for it, and no two are alike', async () => {
  show('<canvas id="a"></canvas><canvas id="b"></canvas>');
  const [a, b] = [screenOnlyUrl(only('#a')), screenOnlyUrl(only('#b'))];
  expect(a).not.toBe(b);
  expect(await elementWithUrl(b)).toBe(only('#b'));
  expect(await elementWithUrl('shown:1-2-3-4')).toBeNull();
});

test('the visible area is what lies within the window', () => {
  show(`<p id="a" data-box="-50 -50 100 100"></p><p id="b" data-box="${innerWidth} 0 10 10"></p>`);
  expect(visibleArea(only('#a'))).toBe(2500);
  expect(visibleArea(only('#b'))).toBe(0);
});
