import { expect, test } from 'vitest';
import { createCache } from '../../src/ui/cache';
import { deferred } from '../deferred';

test('a cache gives what was set, and nothing for a key that was deleted', () => {
  const cache = createCache<string>();
  cache.set('a', 'one');
  cache.set('b', 'two');
  cache.delete('a');
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'two']);
});

test('a cache with a limit drops the entry that was set longest ago, and tells of it', () => {
  const dropped: string[] = [];
  const cache = createCache<string>({ maxEntries: 2, onEvict: value => dropped.push(value) });
  cache.set('a', 'one');
  cache.set('b', 'two');
  cache.set('a', 'one again');
  cache.set('c', 'three');
  expect(['a', 'b', 'c'].map(cache.get)).toEqual(['one again', undefined, 'three']);
  expect(dropped).toEqual(['two']);
});

test('a cache keeps what was loaded last, in whichever order the answers come', async () => {
  const cache = createCache<string>();
  const [early, late] = [deferred<string>(), deferred<string>()];
  const loads = [cache.load('a', () => early.promise), cache.load('a', () => late.promise)];
  late.resolve('late');
  early.resolve('early');
  expect(await Promise.all(loads)).toEqual(['early', 'late']);
  expect(cache.get('a')).toBe('late');
});

test.each(['delete', 'clear'] as const)('a cache keeps no answer from before %s', async change => {
  const cache = createCache<string>();
  const answer = deferred<string>();
  const load = cache.load('a', () => answer.promise);
  cache[change]('a');
  answer.resolve('outdated');
  expect(await load).toBe('outdated');
  expect(cache.get('a')).toBeUndefined();
});

test('a cache keeps what is set while an older value is being loaded', async () => {
  const cache = createCache<string>();
  const answer = deferred<string>();
  const load = cache.load('a', () => answer.promise);
  cache.set('a', 'newer');
  answer.resolve('older');
  await load;
  expect(cache.get('a')).toBe('newer');
});
