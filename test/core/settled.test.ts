import { expect, test } from 'vitest';
import { serialQueue } from '../../src/core/serial-queue';
import { settled, succeeds } from '../../src/core/settled';

test('settled resolves, however the work ends', async () => {
  await expect(settled(Promise.reject(new Error('no')))).resolves.toBeUndefined();
  await expect(settled(Promise.resolve(1))).resolves.toBeUndefined();
});

test('succeeds tells whether something can be done', async () => {
  expect(await succeeds(Promise.reject(new Error('no')))).toBe(false);
  expect(await succeeds(Promise.resolve(null))).toBe(true);
});

test('work in turn goes on after a work that failed, whose failure is told to who asked for it', async () => {
  const inTurn = serialQueue();
  const failing = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
