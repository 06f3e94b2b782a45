// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { usePhotoSelection, useRubberBandSelection } from '../../../src/popup/grid/use-photo-selection';
import type { Area } from '../../../src/ui/grid-layout';
import { renderHook, settle } from '../../ui/render-hook';
import { photo } from '../photos';

const PHOTOS = ['a', 'b', 'c', 'd'].map(name => photo(name));
const [A, B, C, D] = ['A/a', 'A/b', 'A/c', 'A/d'] as const;
const key = (name: string, held: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key: name, ...held });
const open = () => renderHook(usePhotoSelection, PHOTOS);

test('with Shift all photos from the one before are selected, and what selects stays the same function', async () => {
  const hook = await open();
  const { select } = hook.now();
  await settle(() => select(A, false));
  await settle(() => select(C, true));
  expect(hook.now().select).toBe(select);
  expect([...hook.now().keys]).toEqual([A, B, C]);
});

test('of the selected photos only those that are still shown are meant', async () => {
  const hook = await open();
  await settle(() => hook.now().selectOnly(new Set([A, B])));
  await hook.rerender(PHOTOS.slice(1));
  expect(hook.now().photos.map(photo => photo.key)).toEqual([B]);
});

test('Ctrl+A selects all photos, Delete is told which ones, Escape clears them', async () => {
  const hook = await open();
  const remove = vi.fn();
  const press = async (event: KeyboardEvent): Promise<boolean> => {
    const answers: boolean[] = [];
    await settle(() => void answers.push(hook.now().onKeyDown(event, remove)));
    return answers[0] === true;
  };
  expect(await press(key('Delete'))).toBe(false);
  expect(await press(key('a', { ctrlKey: true }))).toBe(true);
  expect(hook.now().photos).toEqual(PHOTOS);
  expect(await press(key('Delete'))).toBe(true);
  expect(remove).toHaveBeenCalledWith(PHOTOS);
  expect(await press(key('Escape'))).toBe(true);
  expect(hook.now().photos).toEqual([]);
  expect(await press(key('Escape'))).toBe(false);
});

/** A grid in the part of a page that scrolls, and a band that is drawn in it. */
async function openWithBand(touched: (area: Area) => readonly number[], onFirst: (key: string) => void) {
  const [main, grid, band] = [
    document.createElement('main'),
    document.createElement('div'),
    document.createElement('div'),
  ];
  main.append(grid);
  grid.append(band);
  document.body.append(main);
  for (const side of ['clientWidth', 'clientHeight']) Object.defineProperty(main, side, { value: 500 });
  main.scrollBy = () => {};
  const gridRef = { current: grid };
  const hook = await renderHook((photos: typeof PHOTOS) => {
    const selection = usePhotoSelection(photos);
    const bandRef = useRubberBandSelection(gridRef, photos, selection, touched, onFirst);
    // As the element that shows it would.
    Object.assign(bandRef, { current: band });
    return selection;
  }, PHOTOS);
  const fire = (type: string, x: number, y: number, held: PointerEventInit = {}): Promise<void> =>
    settle(() => {
      const target = type === 'pointerdown' ? main : window;
      target.dispatchEvent(
        new PointerEvent(type, { clientX: x, clientY: y, bubbles: true, pointerType: 'mouse', ...held }),
      );
    }).then(() => settle());
  return { hook, fire };
}

test('a band selects the photos that it touches, with Ctrl beside those that were selected before', async () => {
  const onFirst = vi.fn();
  const { hook, fire } = await openWithBand(() => [1, 2], onFirst);
  await settle(() => hook.now().select(D, false));
  await fire('pointerdown', 10, 10, { ctrlKey: true });
  await fire('pointermove', 60, 60);
  await fire('pointerup', 60, 60);
  expect([...hook.now().keys].toSorted()).toEqual([B, C, D]);
  expect(onFirst).toHaveBeenCalledWith(B);
  await hook.unmount();
});

test('Escape takes back what a band has selected', async () => {
  const { hook, fire } = await openWithBand(
    () => [1, 2],
    () => {},
  );
  await settle(() => hook.now().select(A, false));
  await fire('pointerdown', 10, 10);
  await fire('pointermove', 60, 60);
  await expect.poll(() => settle().then(() => [...hook.now().keys])).toEqual([B, C]);
  await settle(() => void dispatchEvent(key('Escape')));
  expect([...hook.now().keys]).toEqual([A]);
  await hook.unmount();
});
