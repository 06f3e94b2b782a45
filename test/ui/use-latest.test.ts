// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { useLatest } from '../../src/ui/use-latest';
import { renderHook } from './render-hook';

test('useLatest holds the value that was drawn last, in one ref, which is not written while rendering', async () => {
  const whileRendering: number[] = [];
  const first: number = 1;
  const hook = await renderHook((value: number) => {
    const latest = useLatest(value);
    whileRendering.push(latest.current);
    return latest;
  }, first);
  const latest = hook.now();
  await hook.rerender(2);
  expect(hook.now()).toBe(latest);
  expect(latest.current).toBe(2);
  expect(whileRendering).toEqual([1, 1]);
});
