import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys, KeyIndex } from '../store/key-index';

const key = fc.string({ unit: 'binary', maxLength: 6 });

test('the key index sorts keys by their UTF-8 bytes', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const byBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(compareKeys(a, b))).toBe(byBytes);
    }),
  );
});

test('the key index stays sorted whatever is put and deleted, before and after it is first read', () => {
  const change = fc.record({ key, remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change), fc.array(change), (early, late) => {
      const index = new KeyIndex<boolean>();
      const expected = new Set<string>();
      const make = (changes: typeof early) => {
        for (const { key, remove } of changes) {
          if (remove) index.delete(key);
          else index.set(key, true);
          if (remove) expected.delete(key);
          else expected.add(key);
        }
      };
      make(early);
      index.at(0);
      make(late);
      const order: (string | undefined)[] = [];
      for (let place = 0; index.at(place) !== undefined; place++) order.push(index.at(place));
      expect(order).toEqual([...expected].sort(compareKeys));
    }),
  );
});
