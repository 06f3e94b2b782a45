// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { usePanning, useZoom } from '../../../src/popup/viewer/use-zoom';
import type { Size } from '../../../src/popup/viewer/zoom';
import { renderHook, settle } from '../../ui/render-hook';

/** An element of so many CSS pixels whose contents are so large. */
function stageOf(size: Size, contents: Size): HTMLElement {
  const element = document.createElement('div');
  const sizes = {
    offsetWidth: size.width,
    offsetHeight: size.height,
    clientWidth: size.width,
    clientHeight: size.height,
  };
  for (const [name, value] of Object.entries({
    ...sizes,
    scrollWidth: contents.width,
    scrollHeight: contents.height,
  }))
    Object.defineProperty(element, name, { value });
  return element;
}

const PICTURE = { width: 400, height: 200 };
const open = (picture: Size | null) => {
  const stage = { current: stageOf({ width: 200, height: 200 }, PICTURE) };
  return renderHook((given: Size | null) => ({ zoom: useZoom(stage, given, false) }), picture);
};

test('a picture whose size is not known yet has no zoom', async () => {
  const hook = await open(null);
  expect(hook.now().zoom).toBeNull();
  await hook.rerender(PICTURE);
  expect(hook.now().zoom).toMatchObject({ shown: { width: 200, height: 100 }, isFit: true });
});

test('a picture that is larger than its stage is toggled between all of it and its own size', async () => {
  const hook = await open(PICTURE);
  await settle(() => hook.now().zoom?.toggle(null));
  expect(hook.now().zoom).toMatchObject({ shown: PICTURE, isFit: false });
  await settle(() => hook.now().zoom?.toggle(null));
  expect(hook.now().zoom).toMatchObject({ shown: { width: 200, height: 100 }, isFit: true });
});

test('a picture is never smaller than all of it, however far it is stepped out', async () => {
  const hook = await open(PICTURE);
  await settle(() => hook.now().zoom?.step(1));
  expect(hook.now().zoom?.isFit).toBe(false);
  await settle(() => hook.now().zoom?.step(-1));
  await settle(() => hook.now().zoom?.step(-1));
  expect(hook.now().zoom).toMatchObject({ shown: { width: 200, height: 100 }, isFit: true });
});

const pointer = (facts: Partial<PointerEvent>): PointerEvent =>
  ({
    pointerId: 1,
    pointerType: 'mouse',
    button: 0,
    movementX: -30,
    movementY: -10,
    ...facts,
  }) as PointerEvent; // what the hook reads of it

test('a picture that is larger than its stage is scrolled by dragging it with the mouse until it is let go', async () => {
  const element = stageOf({ width: 200, height: 200 }, PICTURE);
  element.setPointerCapture = () => {};
  const scrolled: unknown[] = [];
  element.scrollBy = (...by: unknown[]) => void scrolled.push(by);
  const handlers = (await renderHook(() => usePanning({ current: element }), undefined)).now();
  handlers.onPointerMove(pointer({}));
  handlers.onPointerDown(pointer({}));
  handlers.onPointerMove(pointer({}));
  handlers.onPointerUp(pointer({}));
  handlers.onPointerMove(pointer({}));
  expect(scrolled).toEqual([[30, 10]]);
});

test.each([
  ['a finger', pointer({ pointerType: 'touch' }), PICTURE],
  ['the right button', pointer({ button: 2 }), PICTURE],
  ['the mouse, while all of it is seen', pointer({}), { width: 200, height: 200 }],
])('a picture is not dragged by %s', async (_what, event, contents) => {
  const element = stageOf({ width: 200, height: 200 }, contents);
  const handlers = (await renderHook(() => usePanning({ current: element }), undefined)).now();
  handlers.onPointerDown(event);
  expect(element.hasAttribute('data-held')).toBe(false);
});
