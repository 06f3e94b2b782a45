// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { restoreScroll, scrollIntoView } from '../../src/content/scroll-into-view';
import { clobber, only, show, withBoxes } from './page';

withBoxes();

const scrolledTo: unknown[] = [];

beforeEach(() => {
  scrolledTo.length = 0;
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
  Element.prototype.scrollIntoView = function () {
    scrolledTo.push(this.id);
    this.setAttribute('data-box', '10 10 50 50');
  };
});
afterEach(() => vi.unstubAllGlobals());

test('an image in view is not scrolled, and its rectangle is clipped to the window', async () => {
  show('<img src="https://h/a.jpg" data-box="-10 20 100 50">');
  Object.assign(window, { innerWidth: 1024, innerHeight: 768 });
  show(`<img src="https://h/a.jpg" data-box="0 20 100 50">`);
  expect(await scrollIntoView('https://h/a.jpg')).toEqual({
    ...{ left: 0, top: 20, width: 100, height: 50, windowWidth: innerWidth },
  });
  expect(scrolledTo).toEqual([]);
});

test('an image out of view is scrolled there, and the page back afterwards', async () => {
  show('<main><img id="a" src="https://h/a.jpg" data-box="0 9000 50 50"></main>');
  only('main').scrollTop = 7;
  const back = vi.fn();
  only('main').scrollTo = back;
  expect(await scrollIntoView('https://h/a.jpg')).toMatchObject({ left: 10, top: 10 });
  expect(scrolledTo).toEqual(['a']);
  restoreScroll();
  restoreScroll();
  expect(back).toHaveBeenCalledExactlyOnceWith({ left: 0, top: 7, behavior: 'instant' });
});

test('an image in a form is found there, whatever the form’s fields are called', async () => {
  show('<form><img id="a" src="https://h/a.jpg" data-box="0 9000 50 50"></form>');
  clobber(only('form'), 'parentElement', 'getRootNode', 'getBoundingClientRect');
  expect(await scrollIntoView('https://h/a.jpg')).toMatchObject({ width: 50 });
});

test('an image that the page does not show, or with no box, has no rectangle', async () => {
  show('<img src="https://h/a.jpg" data-box="10 10 0 0">');
  expect(await scrollIntoView('https://h/other.jpg')).toBeNull();
  expect(await scrollIntoView('https://h/a.jpg')).toBeNull();
});
