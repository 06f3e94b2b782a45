// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { useAbortSignal } from '../../src/ui/use-abort-signal';
import { useInView } from '../../src/ui/use-in-view';
import { FakeIntersections } from './fake-intersections';
import { renderHook } from './render-hook';

const intersections = new FakeIntersections();

test('useInView calls back when its element comes into view and when it leaves it, and no more without a callback', async () => {
  const element = { current: document.createElement('div') };
  const [onEnter, onLeave] = [vi.fn(), vi.fn()];
  const hook = await renderHook(
    (enter: (() => void) | null) => useInView(element, '10px', enter, onLeave),
    onEnter as (() => void) | null,
  );
  await intersections.tell(element.current, true);
  expect([onEnter.mock.calls.length, onLeave.mock.calls.length]).toEqual([1, 0]);
  await intersections.tell(element.current, false);
  expect([onEnter.mock.calls.length, onLeave.mock.calls.length]).toEqual([1, 1]);
  await hook.rerender(null);
  expect(intersections.isObserved(element.current)).toBe(false);
});

test('the signal of a component stays the same while it is drawn, and aborts when it is gone', async () => {
  const hook = await renderHook(() => useAbortSignal(), 0);
  const signal = hook.now();
  await hook.rerender(1);
  expect(hook.now()).toBe(signal);
  expect(signal.aborted).toBe(false);
  await hook.unmount();
  expect(signal.aborted).toBe(true);
});
