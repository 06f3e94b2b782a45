import { expect, test, vi } from 'vitest';
import { createTaskQueue } from '../../src/ui/task-queue';

const onFailure = vi.fn();
const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

test('a task queue runs a limited number at a time, in order', async () => {
  const queue = createTaskQueue(2, onFailure);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  for (const number of [1, 2, 3, 4]) {
    queue.add(async () => {
      begun.push(number);
      await new Promise<void>(resolve => finish.push(resolve));
    }, new AbortController().signal);
  }
  expect(begun).toEqual([1, 2]);
  finish[0]?.();
  await settled();
  expect(begun).toEqual([1, 2, 3]);
});

test('a task queue skips aborted tasks, and goes on after a failure, which it tells', async () => {
  const queue = createTaskQueue(1, onFailure);
  const begun: string[] = [];
  const unwanted = new AbortController();
  const wanted = new AbortController().signal;
  queue.add(async () => {
    begun.push('first');
    throw new Error('offline');
  }, wanted);
  queue.add(async () => void begun.push('unwanted'), unwanted.signal);
  queue.add(async () => void begun.push('last'), wanted);
  unwanted.abort();
  await settled();
  expect(begun).toEqual(['first', 'last']);
  expect(onFailure.mock.calls).toEqual([[new Error('offline')]]);
});

test('a task queue takes the most urgent task first', async () => {
  const queue = createTaskQueue(1, onFailure);
  const begun: string[] = [];
  const visible = new Set(['first']);
  for (const name of ['first', 'below', 'scrolled to']) {
    queue.add(
      async () => void begun.push(name),
      new AbortController().signal,
      () => visible.has(name),
    );
  }
  visible.add('scrolled to');
  await settled();
  expect(begun).toEqual(['first', 'scrolled to', 'below']);
});
