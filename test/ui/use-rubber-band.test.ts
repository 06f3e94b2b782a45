// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { useRubberBand } from '../../src/ui/use-rubber-band';
import { renderHook, settle } from './render-hook';

let frames: (() => void)[] = [];

beforeEach(() => {
  document.body.replaceChildren();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
});

const nextFrame = (): void => frames.splice(0).forEach(frame => void frame());

/** A grid at (10, 20) of the page in a `main` of 400 × 300 pixels, and what becomes of a band drawn in it. */
async function gridWithBand() {
  const [main, grid, band] = [
    document.createElement('main'),
    document.createElement('div'),
    document.createElement('div'),
  ];
  grid.append(band);
  main.append(grid);
  document.body.append(main);
  main.getBoundingClientRect = () => new DOMRect(0, 0, 400, 300);
  grid.getBoundingClientRect = () => new DOMRect(10, 20, 300, 900);
  for (const side of ['clientWidth', 'clientHeight'] as const)
    Object.defineProperty(main, side, { value: side === 'clientWidth' ? 400 : 300 });
  main.scrollBy = vi.fn();
  const events = { onStart: vi.fn(), onChange: vi.fn(), onCancel: vi.fn() };
  const hook = await renderHook(() => {
    useRubberBand({ current: grid }, { current: band }, events);
    return events;
  }, undefined);
  const point = (type: string, x: number, y: number, init: PointerEventInit = {}): void => {
    const target = type === 'pointerdown' ? main : window;
    target.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        clientX: x,
        clientY: y,
        button: 0,
        pointerType: 'mouse',
        ...init,
      }),
    );
  };
  return { main, grid, band, events, hook, point };
}

test('useRubberBand tells the area between where the mouse was pressed and where it is', async () => {
  const { band, events, point } = await gridWithBand();
  point('pointerdown', 110, 120);
  point('pointermove', 60, 170);
  nextFrame();
  expect(events.onStart.mock.calls).toEqual([[false]]);
  expect(events.onChange).toHaveBeenLastCalledWith({ start: 50, end: 100, top: 100, bottom: 150 });
  expect(band.hidden).toBe(false);
  point('pointerup', 60, 170);
  expect(band.hidden).toBe(true);
  expect(events.onCancel).not.toHaveBeenCalled();
});

test('useRubberBand adds to the selection while a modifier key is held', async () => {
  const { events, point } = await gridWithBand();
  point('pointerdown', 110, 120, { ctrlKey: true });
  point('pointermove', 160, 170);
  expect(events.onStart.mock.calls).toEqual([[true]]);
});

test('useRubberBand takes a press that hardly moves for a click', async () => {
  const { events, point } = await gridWithBand();
  point('pointerdown', 110, 120);
  point('pointermove', 112, 121);
  point('pointerup', 112, 121);
  expect(events.onStart).not.toHaveBeenCalled();
});

test.each([
  ['a finger', { pointerType: 'touch' }],
  ['another button', { button: 2 }],
])('useRubberBand leaves %s alone', async (_, init) => {
  const { events, point } = await gridWithBand();
  point('pointerdown', 110, 120, init);
  point('pointermove', 160, 170);
  expect(events.onStart).not.toHaveBeenCalled();
});

test('useRubberBand begins nothing on a button', async () => {
  const { grid, events, point } = await gridWithBand();
  const button = document.createElement('button');
  grid.append(button);
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, clientX: 110, clientY: 120 }));
  point('pointermove', 160, 170);
  expect(events.onStart).not.toHaveBeenCalled();
});

test('useRubberBand is called off with Escape, which nobody else hears', async () => {
  const { band, events, point } = await gridWithBand();
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard);
  point('pointerdown', 110, 120);
  point('pointermove', 160, 170);
  const escapeKey = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  document.body.dispatchEvent(escapeKey);
  expect([events.onCancel.mock.calls.length, band.hidden, escapeKey.defaultPrevented]).toEqual([
    1,
    true,
    true,
  ]);
  expect(heard).not.toHaveBeenCalled();
  document.body.removeEventListener('keydown', heard);
});

test('useRubberBand scrolls on while the mouse is held below the page', async () => {
  const { main, point } = await gridWithBand();
  point('pointerdown', 110, 120);
  point('pointermove', 160, 400);
  nextFrame();
  expect(main.scrollBy).toHaveBeenLastCalledWith(0, 28);
});

test('useRubberBand listens no more once the grid is gone', async () => {
  const { events, hook, point } = await gridWithBand();
  point('pointerdown', 110, 120);
  await hook.unmount();
  await settle(() => point('pointermove', 160, 170));
  point('pointerdown', 110, 120);
  point('pointermove', 160, 170);
  expect(events.onStart).not.toHaveBeenCalled();
});
