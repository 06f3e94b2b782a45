import { expect, test } from 'vitest';
import { openSubscription } from '../../src/background/subscription';
import { deferred } from '../deferred';

interface Thing {
  readonly id: string;
}

test('a change that is published while a watcher asks for all there is is told', async () => {
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

test('a watcher whose list can not be had listens no more', async () => {
  const watch = openSubscription(
    () => Promise.reject(new Error('disk')),
    ({ id }: Thing) => id,
  );
  const told = watch.stream(undefined, new AbortController().signal)[Symbol.asyncIterator]();
  await expect(told.next()).rejects.toThrow('disk');
  expect(watch.subscribers()).toBe(0);
});
