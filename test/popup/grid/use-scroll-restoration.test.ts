// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { useScrollRestoration } from '../../../src/popup/grid/use-scroll-restoration';
import { renderHook, settle } from '../../ui/render-hook';

/** A place as it is shown the next time, in a page of its own. */
async function open(place: string, isMeasured: boolean) {
  const [main, grid] = [document.createElement('main'), document.createElement('div')];
  main.append(grid);
  const ref = { current: grid };
  const hook = await renderHook(
    (measured: boolean) => useScrollRestoration(ref, place, measured),
    isMeasured,
  );
  const scrollTo = (top: number): Promise<void> =>
    settle(() => {
      main.scrollTop = top;
      main.dispatchEvent(new Event('scroll'));
    });
  return { ...hook, main, scrollTo };
}

test('what is shown again stands where it was scrolled to, once its size is known', async () => {
  const before = await open('A/', true);
  await before.scrollTo(300);
  await before.unmount();
  const again = await open('A/', false);
  expect(again.main.scrollTop).toBe(0);
  await again.rerender(true);
  expect(again.main.scrollTop).toBe(300);
  await again.unmount();
});

test('another place begins at its top', async () => {
  const other = await open('B/', true);
  expect(other.main.scrollTop).toBe(0);
  await other.unmount();
});

test('scrolling before a place is restored does not count', async () => {
  const before = await open('C/', true);
  await before.scrollTo(200);
  await before.unmount();
  const early = await open('C/', false);
  await early.scrollTo(0);
  await early.rerender(true);
  expect(early.main.scrollTop).toBe(200);
  await early.unmount();
});
