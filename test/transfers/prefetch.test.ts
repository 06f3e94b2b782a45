import { describe, expect, test } from 'vitest';
import { openPrefetch } from '../../src/transfers/prefetch';
import { FakeBytes } from './world/fake-bytes';

function openOver(stored: Map<string, Blob>, needed: readonly string[]) {
  const asked: (readonly string[])[] = [];
  let isBroken = false;
  const prefetch = openPrefetch(
    {
      async get(ids) {
        asked.push(ids);
        if (isBroken) throw new Error('the disk');
        return ids.map(id => stored.get(id) ?? null);
      },
    },
    () => needed,
  );
  return {
    prefetch,
    asked,
    setBroken: (now: boolean) => {
      isBroken = now;
    },
  };
}

const blobs = (...ids: readonly string[]): Map<string, Blob> =>
  new Map(ids.map(id => [id, new FakeBytes(id, 7)]));

describe('prefetch', () => {
  test('reads the next 31 blobs with the one asked for, and hands each out once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `b${index}`);
    const stored = blobs(...ids);
    const { prefetch, asked } = openOver(stored, ids);
    expect(await prefetch.get('b3')).toBe(stored.get('b3'));
    expect([asked.length, asked[0]?.length, asked[0]?.[0]]).toEqual([1, 32, 'b3']);
    expect(await prefetch.get('b0')).toBe(stored.get('b0'));
    expect(asked.length).toBe(1);
    await prefetch.get('b0');
    expect(asked.length).toBe(2);
  });

  test('reads a blob again that was not there before', async () => {
    const stored = blobs('a');
    const { prefetch } = openOver(stored, ['a', 'b']);
    await prefetch.get('a');
    stored.set('b', new FakeBytes('b', 7));
    expect(await prefetch.get('b')).toBe(stored.get('b'));
    expect(await prefetch.get('c')).toBeNull();
  });

  test('reads a blob again after the disk failed', async () => {
    const stored = blobs('a', 'b');
    const { prefetch, setBroken } = openOver(stored, ['a', 'b']);
    setBroken(true);
    await expect(prefetch.get('a')).rejects.toThrow('the disk');
    setBroken(false);
    expect(await prefetch.get('b')).toBe(stored.get('b'));
    expect(await prefetch.get('a')).toBe(stored.get('a'));
  });

  test('reads a blob again that was released', async () => {
    const { prefetch, asked } = openOver(blobs('a', 'b'), ['a', 'b']);
    await prefetch.get('a');
    prefetch.release('b');
    prefetch.release(undefined);
    await prefetch.get('b');
    expect(asked.length).toBe(2);
  });
});
