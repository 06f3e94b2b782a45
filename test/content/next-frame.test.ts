// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { nextFrame } from '../../src/content/next-frame';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('in a hidden window, which draws no frame, the next frame is given up after its timeout', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const ended = vi.fn();
  void nextFrame(100).then(ended);
  await vi.advanceTimersByTimeAsync(99);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledOnce();
});
