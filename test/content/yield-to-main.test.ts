// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { nextFrame, yieldToMain } from '../../src/content/yield-to-main';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('within a slice of 8 ms nothing has to be awaited', () => {
  let now = 0;
  const pause = yieldToMain(() => now);
  now = 7;
  expect(pause()).toBeNull();
});

test('after a slice the page has its turn, and a new slice begins with its end', async () => {
  let now = 0;
  vi.stubGlobal('scheduler', {
    yield: async () => {
      now += 100;
    },
  });
  const pause = yieldToMain(() => now);
  now = 8;
  await pause();
  expect(now).toBe(108);
  now = 115;
  expect(pause()).toBeNull();
});

test('without scheduler.yield a timer lets the page have its turn', async () => {
  vi.stubGlobal('scheduler', undefined);
  let now = 0;
  const pause = yieldToMain(() => now);
  now = 8;
  await expect(pause()).resolves.toBeUndefined();
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
