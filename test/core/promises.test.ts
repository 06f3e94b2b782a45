import { expect, test } from 'vitest';
import { abortable, settled, singleFlight, succeeds, withTimeout } from '../../src/core/promises';

test('settled resolves, however the work ends', async () => {
  await expect(settled(Promise.reject(new Error('no')))).resolves.toBeUndefined();
  await expect(settled(Promise.resolve(1))).resolves.toBeUndefined();
});

test('succeeds tells whether something can be done', async () => {
  expect(await succeeds(Promise.reject(new Error('no')))).toBe(false);
  expect(await succeeds(Promise.resolve(null))).toBe(true);
});

test('abortable rejects with the signal’s reason when that aborts first, whatever the promise does later', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const waiting = abortable(controller.signal, new Promise(() => {}));
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(abortable(AbortSignal.abort(reason), Promise.resolve(1))).rejects.toBe(reason);
  await expect(abortable(new AbortController().signal, Promise.resolve(1))).resolves.toBe(1);
});

test('withTimeout resolves with the fallback when there is no answer in time', async () => {
  await expect(withTimeout(new Promise<number>(() => {}), 1, 0)).resolves.toBe(0);
  await expect(withTimeout(Promise.resolve(1), 1000, 0)).resolves.toBe(1);
  await expect(withTimeout(Promise.reject(new Error('no')), 1000, 0)).rejects.toThrow('no');
});

test('singleFlight does work once for all who ask while it goes on, and anew afterwards', async () => {
  const once = singleFlight<number>();
  let runs = 0;
  const work = async (): Promise<number> => ++runs;
  expect(await Promise.all([once('a', work), once('a', work), once('b', work)])).toEqual([1, 1, 2]);
  await expect(once('a', work)).resolves.toBe(3);
  await expect(once('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(once('a', work)).resolves.toBe(4);
});
