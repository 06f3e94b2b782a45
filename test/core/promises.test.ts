import { expect, test } from 'vitest';
import { settled, succeeds } from '../../src/core/promises';

test('settled resolves, however the work ends', async () => {
  await expect(settled(Promise.reject(new Error('no')))).resolves.toBeUndefined();
  await expect(settled(Promise.resolve(1))).resolves.toBeUndefined();
});

test('succeeds tells whether something can be done', async () => {
  expect(await succeeds(Promise.reject(new Error('no')))).toBe(false);
  expect(await succeeds(Promise.resolve(null))).toBe(true);
});
