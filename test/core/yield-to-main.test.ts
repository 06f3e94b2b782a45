import { afterEach, expect, test, vi } from 'vitest';
import { yieldToMain } from '../../src/core/yield-to-main';

afterEach(() => void vi.unstubAllGlobals());

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
