// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cancelPicking, pickElement } from '../../src/content/element-picker';
import type { ElementPickerTexts } from '../../src/content/functions';
import { show, trusted, withBoxes } from './page';

withBoxes();

const TEXTS: ElementPickerTexts = {
  ...{ task: 'Point', nothingHere: 'Nothing', keys: [], language: 'en' },
  kinds: { image: '', poster: '', background: '', drawing: '', canvas: '', 'frame-of-video': '' },
};

const overlays = (): number => document.querySelectorAll('shoebox-element-picker').length;

const key = (name: string, isTrusted = true): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, cancelable: true, bubbles: true });
  return isTrusted ? trusted(event) : event;
};

const click = (x: number, y: number): MouseEvent =>
  trusted(new MouseEvent('click', { clientX: x, clientY: y, cancelable: true, bubbles: true }));

/** Dispatched to the page; whether the page got it. */
function reachesPage(event: Event): boolean {
  const onPage = vi.fn();
  document.body.addEventListener(event.type, onPage, { once: true });
  document.body.dispatchEvent(event);
  document.body.removeEventListener(event.type, onPage);
  return onPage.mock.calls.length > 0;
}

/** Lets the picker do what it has begun. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('scheduler', { yield: async () => {} });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  Object.assign(HTMLElement.prototype, { showPopover: () => {}, animate: () => {} });
  show(
    '<img src="https://h/a.jpg" data-box="0 0 100 100"><img src="https://h/b.jpg" data-box="200 0 100 100">',
  );
});
afterEach(() => {
  cancelPicking();
  vi.advanceTimersByTime(400); // the picker keeps the rest of a press or key from the page for so long
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a click chooses the picture under it, and does not reach the page', async () => {
  const picked = pickElement(TEXTS);
  expect(reachesPage(click(250, 50))).toBe(false);
  expect(await picked).toMatchObject({ kind: 'found', candidate: { url: 'https://h/b.jpg' } });
  expect(overlays()).toBe(0);
});

test('a click where there is no picture goes on with the picking', async () => {
  const picked = vi.fn();
  void pickElement(TEXTS).then(picked);
  expect(reachesPage(click(500, 500))).toBe(false);
  await settle();
  expect(picked).not.toHaveBeenCalled();
  expect(overlays()).toBe(1);
});

test('with the keyboard the pictures are stepped through, and one is chosen', async () => {
  const picked = pickElement(TEXTS);
  for (const name of ['Tab', 'Tab', 'Enter']) expect(reachesPage(key(name))).toBe(false);
  expect(await picked).toMatchObject({ candidate: { url: 'https://h/b.jpg' } });
});

test('Escape cancels the picking', async () => {
  const picked = pickElement(TEXTS);
  expect(reachesPage(key('Escape'))).toBe(false);
  expect(await picked).toEqual({ kind: 'cancelled' });
  expect(overlays()).toBe(0);
});

describe('the page', () => {
  test('gets keys that mean nothing to the picker', () => {
    void pickElement(TEXTS);
    expect(reachesPage(key('a'))).toBe(true);
  });

  test('gets what its own scripts dispatch, which chooses and cancels nothing', async () => {
    const picked = vi.fn();
    void pickElement(TEXTS).then(picked);
    expect(reachesPage(key('Escape', false))).toBe(true);
    expect(reachesPage(new MouseEvent('click', { clientX: 50, clientY: 50, bubbles: true }))).toBe(true);
    await settle();
    expect(picked).not.toHaveBeenCalled();
  });

  test('keeps its context menu: the right button is not taken', () => {
    void pickElement(TEXTS);
    expect(reachesPage(trusted(new MouseEvent('mousedown', { button: 2, bubbles: true })))).toBe(true);
  });

  test('does not get the rest of the double click that chose a picture', async () => {
    const picked = pickElement(TEXTS);
    reachesPage(click(50, 50));
    await picked;
    expect(reachesPage(trusted(new MouseEvent('dblclick', { bubbles: true })))).toBe(false);
  });
});

test('a second picking cancels the first', async () => {
  const first = pickElement(TEXTS);
  void pickElement(TEXTS);
  expect(await first).toEqual({ kind: 'cancelled' });
  expect(overlays()).toBe(1);
});

test('a picking ends when the user has chosen in another frame', async () => {
  const picked = pickElement(TEXTS);
  cancelPicking();
  expect(await picked).toEqual({ kind: 'cancelled' });
});

test('without any input the picking ends after two minutes, or the page would stay without its clicks', async () => {
  const picked = pickElement(TEXTS);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await picked).toEqual({ kind: 'cancelled' });
});
