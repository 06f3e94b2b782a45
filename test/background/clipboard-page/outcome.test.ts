import { afterEach, expect, test, vi } from 'vitest';
import { awaitCopyResult, postCopyResult } from '../../../src/background/clipboard-page/outcome';

afterEach(() => vi.useRealTimers());

test.each([true, false])('what the page tells is the answer: %s', async isCopied => {
  expect(await awaitCopyResult(async () => postCopyResult(isCopied))).toBe(isCopied);
});

test.each([
  ['loads, but never tells', async () => {}],
  ['never loads', () => new Promise<void>(() => {})],
])('a page that %s has copied nothing: whoever waits goes on', async (_, open) => {
  vi.useFakeTimers();
  const outcome = awaitCopyResult(open);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome).toBe(false);
});

test('why a page could not be opened is told', async () => {
  await expect(awaitCopyResult(() => Promise.reject(new Error('no page')))).rejects.toThrow('no page');
});
