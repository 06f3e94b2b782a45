import { afterEach, expect, test, vi } from 'vitest';
import { awaitCopyResult, postCopyResult } from '../../../src/background/clipboard-page/outcome';

afterEach(() => vi.useRealTimers());

test.each([true, false])('the clipboard page’s result is the answer: %s', async isCopied => {
  expect(await awaitCopyResult('a', async () => postCopyResult('a', isCopied))).toBe(isCopied);
});

test('a clipboard page that a dead worker left does not answer for the next one', async () => {
  const outcome = awaitCopyResult('new', async () => {
    postCopyResult('old', true);
    postCopyResult('new', false);
  });
  expect(await outcome).toBe(false);
});

test.each([
  ['loads, but never tells', async () => {}],
  ['never loads', () => new Promise<void>(() => {})],
])('a clipboard page that %s counts as not copied', async (_, open) => {
  vi.useFakeTimers();
  const outcome = awaitCopyResult('a', open);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome).toBe(false);
});

test('a clipboard page that can’t be opened rejects with the reason', async () => {
  await expect(awaitCopyResult('a', () => Promise.reject(new Error('no page')))).rejects.toThrow('no page');
});
