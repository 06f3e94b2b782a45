// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { elementsAt, visibleBox } from '../../src/content/elements-at';
import { picturesAt, picturesOn } from '../../src/content/pictures-at';
import { clobber, only, show, withBoxes } from './page';

withBoxes();

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterEach(() => vi.unstubAllGlobals());

const POINT = { x: 50, y: 50 };
const BOX = 'data-box="0 0 100 100"';

const urlsAt = async (): Promise<readonly string[]> => (await picturesAt(POINT)).map(({ url }) => url);

const image = (name: string, box = '0 0 100 100', style = ''): string =>
  `<img src="https://h/${name}" data-box="${box}" style="${style}">`;

test('pictures on top of each other come uppermost first, each once', async () => {
  show(image('below.jpg') + image('above.jpg') + image('below.jpg'));
  expect(await urlsAt()).toEqual(['https://h/below.jpg', 'https://h/above.jpg']);
});

test.each([
  ['an icon', image('icon.png', '40 40 20 20'), 'https://h/icon.png'],
  ['a small drawing', image('heart.svg', '30 30 40 40'), 'https://h/heart.svg'],
])('%s on top of a photograph comes after it', async (_, above, url) => {
  show(image('photo.jpg') + above);
  expect(await urlsAt()).toEqual(['https://h/photo.jpg', url]);
});

test('a background of the whole page comes last', async () => {
  document.body.style.backgroundImage = 'url(https://h/page.jpg)';
  document.body.setAttribute('data-box', '0 0 900 900');
  show(image('icon.png', '40 40 20 20'));
  expect(await urlsAt()).toEqual(['https://h/icon.png', 'https://h/page.jpg']);
  document.body.removeAttribute('style');
  document.body.removeAttribute('data-box');
});

test('a picture that takes no pointer events is found where the pointer finds none', async () => {
  show(
    `${image('shielded.jpg', '0 0 100 100', 'pointer-events: none; visibility: visible; opacity: 1')}<p ${BOX}></p>`,
  );
  expect(await urlsAt()).toEqual(['https://h/shielded.jpg']);
});

test('an area of an image map stands for its image', async () => {
  show(`<img src="https://h/map.jpg" usemap="#m"><map name="m"><area ${BOX}></map>`);
  Object.defineProperty(only('img'), 'useMap', { value: '#m' });
  Object.defineProperty(only('area'), 'closest', { value: () => ({ name: 'm' }) });
  expect(await urlsAt()).toContain('https://h/map.jpg');
});

test('of a page that stacks thousands of elements the uppermost 300 are looked at', async () => {
  show(image('buried.jpg') + `<p ${BOX}></p>`.repeat(3_000) + image('above.jpg'));
  expect((await urlsAt())[0]).toBe('https://h/above.jpg');
  expect(await urlsAt()).not.toContain('https://h/buried.jpg');
});

test('a picture behind a form is found, whatever the form’s fields are called', async () => {
  show(`${image('photo.jpg')}<form ${BOX}></form>`);
  clobber(only('form'), 'getBoundingClientRect', 'parentElement', 'localName', 'ownerDocument');
  expect(await urlsAt()).toEqual(['https://h/photo.jpg']);
});

test('elements in a shadow tree come before their host, once', () => {
  show(`<p ${BOX}></p>`);
  only('p').attachShadow({ mode: 'open' }).innerHTML = `<i ${BOX}></i>`;
  expect(elementsAt(document, POINT).map(({ localName }) => localName)).toEqual(['i', 'p']);
});

test('on an element those pictures count that cover most of it', async () => {
  show(`${image('whole.jpg')}${image('part.jpg', '40 40 30 30')}<p ${BOX}></p>`);
  expect((await picturesOn(only('p'))).map(({ url }) => url)).toEqual(['https://h/whole.jpg']);
});

test('an element outside of the window has no visible box, and shows no picture', async () => {
  show('<p data-box="-200 0 100 100"></p>');
  expect(visibleBox(only('p'))).toBeNull();
  expect(await picturesOn(only('p'))).toEqual([]);
});
