// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { useGridWindow } from '../../../src/popup/picker/use-grid-window';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});

/** A grid 634 pixels wide, which has four columns and rows of 188 pixels, in a `main` 400 pixels high. */
async function gridOf(count: number) {
  const [main, grid] = [document.createElement('main'), document.createElement('div')];
  main.append(grid);
  document.body.append(main);
  let top = 0;
  main.getBoundingClientRect = () => new DOMRect(0, 0, 634, 400);
  grid.getBoundingClientRect = () => new DOMRect(0, -top, 634, 10_000);
  Object.defineProperty(grid, 'clientWidth', { value: 634 });
  Object.defineProperty(main, 'clientHeight', { value: 400 });
  const scrollBy = vi.fn();
  main.scrollBy = scrollBy;
  const ref = { current: grid };
  const hook = await renderHook(() => useGridWindow(ref, count), undefined);
  const scrollTo = (to: number) =>
    settle(() => {
      top = to;
      main.dispatchEvent(new Event('scroll'));
    });
  return { hook, scrollTo, scrollBy };
}

test('useGridWindow: of a thousand tiles those in view are drawn, and two rows more on either side', async () => {
  const { hook, scrollTo } = await gridOf(1000);
  expect(hook.now()).toMatchObject({ shape: { columns: 4, rowHeight: 188 }, first: 0, visibleRows: 2 });
  expect(hook.now().end).toBe(20);
  await scrollTo(10 * 188);
  expect([hook.now().first, hook.now().end]).toEqual([8 * 4, 15 * 4]);
});

test('useGridWindow: the last row is not drawn beyond the last tile', async () => {
  const { hook } = await gridOf(6);
  expect([hook.now().first, hook.now().end]).toEqual([0, 6]);
});

test('useGridWindow: a tile below the view is scrolled to, one in view is not', async () => {
  const { hook, scrollBy } = await gridOf(1000);
  hook.now().reveal(5);
  expect(scrollBy).not.toHaveBeenCalled();
  hook.now().reveal(12);
  expect(scrollBy.mock.calls).toEqual([[{ top: 4 * 188 - 400 }]]);
});
