// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  imageAtContextMenu,
  lastContextMenuPoint,
  trackContextMenu,
} from '../../src/content/image-at-context-menu';
import { loaded, only, show, trusted, withBoxes } from './page';

withBoxes();
trackContextMenu();

const opened = (x: number, y: number): Event =>
  Object.assign(new Event('contextmenu'), { clientX: x, clientY: y });

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  show('<img src="https://h/a.jpg" data-box="0 0 100 100"><p data-box="0 0 100 100"></p>');
  dispatchEvent(new Event('pointerdown'));
});
afterEach(() => vi.unstubAllGlobals());

test('the image under the point of the context menu is found, also below another element', async () => {
  dispatchEvent(trusted(opened(50, 50)));
  expect(await imageAtContextMenu(null)).toMatchObject({
    kind: 'found',
    candidate: { url: 'https://h/a.jpg' },
  });
});

test('a link around that image to what is called otherwise stays doubtful', async () => {
  show('<a href="https://h/banner.jpg"><img src="https://h/logo.png" data-box="0 0 100 100"></a>');
  loaded('img', 300, 200);
  dispatchEvent(trusted(opened(50, 50)));
  expect(await imageAtContextMenu(null)).toMatchObject({ candidate: { linkedUrl: 'https://h/banner.jpg' } });
});

test('where there is no picture, it is uncertain', async () => {
  dispatchEvent(trusted(opened(500, 500)));
  expect(await imageAtContextMenu(null)).toEqual({ kind: 'uncertain' });
});

test('an event that the page dispatched itself tells no point', () => {
  dispatchEvent(opened(50, 50));
  expect(lastContextMenuPoint()).toBeNull();
});

test('a press forgets the last point: the page may keep the event of the next menu from us', () => {
  dispatchEvent(trusted(opened(50, 50)));
  expect(lastContextMenuPoint()).toEqual({ x: 50, y: 50 });
  dispatchEvent(trusted(new Event('pointerdown')));
  expect(lastContextMenuPoint()).toBeNull();
});

test('without an event the point of the pointer probe counts', async () => {
  vi.stubGlobal('shoeboxPointer', { point: Promise.resolve({ x: 50, y: 50 }) });
  expect(await imageAtContextMenu(null)).toMatchObject({ kind: 'found' });
});

test('without any point the element counts that Firefox names', async () => {
  const getTargetElement = vi.fn(() => only('p'));
  vi.stubGlobal('browser', { menus: { getTargetElement } });
  expect(await imageAtContextMenu(7)).toMatchObject({ candidate: { url: 'https://h/a.jpg' } });
  expect(getTargetElement).toHaveBeenCalledWith(7);
});

test('without any point and any element it is uncertain', async () => {
  expect(await imageAtContextMenu(null)).toEqual({ kind: 'uncertain' });
});
