import { expect, test } from 'vitest';
import { openSubscription } from '../../src/background/subscription';
import { deferred } from '../deferred';

interface Thing {
  readonly id: string;
}

test('a subscription tells a change that is published while its first list is read', async () => {
  const current = deferred<readonly Thing[]>();
  const watch = openSubscription(
    () => current.promise,
    ({ id }: Thing) => id,
  );
  const gone = new AbortController();
  const told = watch.stream(undefined, gone.signal)[Symbol.asyncIterator]();
  const first = told.next();
  watch.publish([{ id: 'new' }]);
  current.resolve([{ id: 'old' }]);
  expect((await first).value).toEqual({ changed: ['new'], removed: [] });
  gone.abort();
  expect((await told.next()).done).toBe(true);
  expect(watch.subscribers()).toBe(0);
});

test('a subscription ends when its first list can’t be read', async () => {
  const watch = openSubscription(
    () => Promise.reject(new Error('disk')),
    ({ id }: Thing) => id,
  );
  const told = watch.stream(undefined, new AbortController().signal)[Symbol.asyncIterator]();
  await expect(told.next()).rejects.toThrow('disk');
  expect(watch.subscribers()).toBe(0);
});
