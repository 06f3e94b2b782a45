// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { useAbortSignal } from '../../src/ui/use-abort-signal';
import { renderHook } from './render-hook';

test('useAbortSignal gives one signal for the life of a component, which aborts when that is gone', async () => {
  const hook = await renderHook(() => useAbortSignal(), 1);
  const signal = hook.now();
  await hook.rerender(2);
  expect(hook.now()).toBe(signal);
  expect(signal.aborted).toBe(false);
  await hook.unmount();
  expect(signal.aborted).toBe(true);
});
