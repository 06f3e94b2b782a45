import { describe, expect, test } from 'vitest';
import { openReadAhead } from '../../src/transfers/read-ahead';
import { FakeBytes } from './world/fake-bytes';

function openOver(stored: Map<string, Blob>, needed: readonly string[]) {
  const asked: (readonly string[])[] = [];
  let isBroken = false;
  const readAhead = openReadAhead(
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
    readAhead,
    asked,
    setBroken: (now: boolean) => {
      isBroken = now;
    },
  };
}

const blobs = (...ids: readonly string[]): Map<string, Blob> =>
  new Map(ids.map(id => [id, new FakeBytes(id, 7)]));

describe('bytes', () => {
  test('of the next ones are read along, in one go, and handed out once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `b${index}`);
    const stored = blobs(...ids);
    const { readAhead, asked } = openOver(stored, ids);
    expect(await readAhead.get('b3')).toBe(stored.get('b3'));
    expect([asked.length, asked[0]?.length, asked[0]?.[0]]).toEqual([1, 32, 'b3']);
    expect(await readAhead.get('b0')).toBe(stored.get('b0'));
    expect(asked.length).toBe(1);
    await readAhead.get('b0');
    expect(asked.length).toBe(2);
  });

  test('that are not there yet are looked for again', async () => {
    const stored = blobs('a');
    const { readAhead } = openOver(stored, ['a', 'b']);
    await readAhead.get('a');
    stored.set('b', new FakeBytes('b', 7));
    expect(await readAhead.get('b')).toBe(stored.get('b'));
    expect(await readAhead.get('c')).toBeNull();
  });

  test('that the disk could not give are asked for again', async () => {
    const stored = blobs('a', 'b');
    const { readAhead, setBroken } = openOver(stored, ['a', 'b']);
    setBroken(true);
    await expect(readAhead.get('a')).rejects.toThrow('the disk');
    setBroken(false);
    expect(await readAhead.get('b')).toBe(stored.get('b'));
    expect(await readAhead.get('a')).toBe(stored.get('a'));
  });

  test('that nobody wants any more are let go', async () => {
    const { readAhead, asked } = openOver(blobs('a', 'b'), ['a', 'b']);
    await readAhead.get('a');
    readAhead.letGo('b');
    readAhead.letGo(undefined);
    await readAhead.get('b');
    expect(asked.length).toBe(2);
  });
});
