import { expect, test, vi } from 'vitest';
import { lazyConnection } from '../../src/core/lazy-connection';

test('a lazy connection is opened once, when first needed, and again after it was lost', async () => {
  let lose = (): void => {};
  const open = vi.fn((onLost: () => void) => {
    lose = onLost;
    return Promise.resolve(open.mock.calls.length);
  });
  const opened = lazyConnection(open);
  expect(open).not.toHaveBeenCalled();
  expect(await Promise.all([opened(), opened()])).toEqual([1, 1]);
  lose();
  expect(await opened()).toBe(2);
});

test('a lazy connection that could not be opened is tried again the next time', async () => {
  const open = vi.fn(() => Promise.resolve('there'));
  open.mockRejectedValueOnce(new Error('not now'));
  const opened = lazyConnection(open);
  await expect(opened()).rejects.toThrow('not now');
  expect(await opened()).toBe('there');
});
