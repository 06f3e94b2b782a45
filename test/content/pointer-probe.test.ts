// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PointerProbe, probePointer } from '../../src/content/pointer-probe';
import { only, show, trusted } from './page';

const probed = (): Promise<unknown> =>
  (globalThis as unknown as { readonly shoeboxPointer: PointerProbe }).shoeboxPointer.point; // left by the probe

/** A move to 200, 200 from there, over the element that is under the pointer according to the page. */
const move = (movement: number): PointerEvent => {
  const event = new Event('pointermove') as PointerEvent;
  const values = { clientX: 200, clientY: 200, movementX: movement, movementY: 0 };
  return Object.assign(event, values);
};

beforeEach(() => {
  vi.useFakeTimers();
  show('<p></p>');
  vi.spyOn(document, 'querySelectorAll').mockReturnValue([only('p')] as never);
  Object.assign(document, { elementFromPoint: () => only('p') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('the start of the first move after the menu is where it was opened', async () => {
  probePointer(150, 48);
  dispatchEvent(trusted(move(100)));
  expect(await probed()).toEqual({ x: 100, y: 200 });
});

test.each([
  ['a short move, which may be a later one', () => trusted(move(10))],
  ['a move that the page dispatched itself', () => move(100)],
])('%s tells nothing', async (_, event) => {
  probePointer(150, 48);
  dispatchEvent(event());
  expect(await probed()).toBeNull();
});

test('a move from another element than the one that had the pointer tells nothing', async () => {
  Object.assign(document, { elementFromPoint: () => document.body });
  probePointer(150, 48);
  dispatchEvent(trusted(move(100)));
  expect(await probed()).toBeNull();
});

test('without a move nothing is known after the timeout', async () => {
  probePointer(150, 48);
  await vi.advanceTimersByTimeAsync(150);
  expect(await probed()).toBeNull();
});

test('the probe refers to nothing outside of itself: it is injected as source', () => {
  const isolated = new Function(`return (${probePointer.toString()})`);
  expect(isolated()).toBeTypeOf('function');
  expect(probePointer.toString()).not.toMatch(/__vi|import/);
});
