// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { reveal, useViewport, type Viewport } from '../../src/ui/use-viewport';
import { renderHook, settle } from './render-hook';

let resized: () => void;

beforeEach(() => {
  document.body.replaceChildren();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
});

/** A long element in a scrolling `main` of 300 × 200 pixels; `scrollTo` moves it as scrolling does. */
function scrollingPage() {
  const [main, element] = [document.createElement('main'), document.createElement('div')];
  main.append(element);
  document.body.append(main);
  let top = 0;
  main.getBoundingClientRect = () => new DOMRect(0, 0, 300, 200);
  element.getBoundingClientRect = () => new DOMRect(0, -top, 300, 5000);
  Object.defineProperty(element, 'clientWidth', { value: 300, configurable: true });
  Object.defineProperty(main, 'clientHeight', { value: 200 });
  const scrollTo = (to: number) =>
    settle(() => {
      top = to;
      main.dispatchEvent(new Event('scroll'));
    });
  return { main, element, scrollTo };
}

const isSameHundred = (one: Viewport, other: Viewport): boolean =>
  one.width === other.width && Math.floor(one.top / 100) === Math.floor(other.top / 100);

test('useViewport follows scrolling, but draws nothing anew for viewports that are the same', async () => {
  const { element, scrollTo } = scrollingPage();
  let drawn = 0;
  const hook = await renderHook(() => {
    drawn += 1;
    return useViewport({ current: element }, isSameHundred);
  }, undefined);
  expect(hook.now()).toEqual({ width: 300, height: 200, top: 0 });
  const before = drawn;
  await scrollTo(60);
  expect(drawn).toBe(before);
  await scrollTo(140);
  expect(hook.now()).toEqual({ width: 300, height: 200, top: 140 });
});

test('useViewport measures again when the element gets another width', async () => {
  const { element } = scrollingPage();
  const hook = await renderHook(() => useViewport({ current: element }, isSameHundred), undefined);
  Object.defineProperty(element, 'clientWidth', { value: 500 });
  await settle(resized);
  expect(hook.now()?.width).toBe(500);
});

test('useViewport knows nothing of an element that stands in no scrolling one', async () => {
  const hook = await renderHook(
    () => useViewport({ current: document.createElement('div') }, isSameHundred),
    undefined,
  );
  expect(hook.now()).toBeNull();
});

test.each([
  ['what is seen already is not scrolled to', 50, 120, undefined],
  ['what is below is scrolled to its end', 250, 300, { top: 100 }],
  ['what is above is scrolled to its begin, with the margin', 0, 40, { top: -10 }],
])('reveal: %s', (_, top, bottom, scrolled) => {
  const { main, element } = scrollingPage();
  const scrollBy = vi.fn();
  main.scrollBy = scrollBy;
  reveal(element, top, bottom, 10);
  expect(scrollBy.mock.calls).toEqual(scrolled === undefined ? [] : [[scrolled]]);
});
