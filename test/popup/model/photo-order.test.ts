import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Photo } from '../../../src/core/s3-object';
import {
  filterPhotos,
  groupByMonth,
  type PhotoOrder,
  SORT_KEYS,
  sortPhotos,
} from '../../../src/popup/model/photo-order';

const photo = (name: string, size = 1, storedAt = 0): Photo => ({
  key: `A/${name}`,
  name,
  size,
  lastModified: 0,
  storedAt,
  etag: '',
});
const namesIn = (photos: readonly Photo[]): string[] => photos.map(({ name }) => name);
const inOrder = (photos: readonly Photo[], order: PhotoOrder): string[] =>
  namesIn(sortPhotos(photos, order, 'en', null).photos);

describe('photos sorted', () => {
  const photos = [photo('10.jpg', 3, 20), photo('9.jpg', 1, 30), photo('b.jpg', 2, 10)];

  test.each([
    ['name', false, ['9.jpg', '10.jpg', 'b.jpg']],
    ['name', true, ['b.jpg', '10.jpg', '9.jpg']],
    ['date', true, ['9.jpg', '10.jpg', 'b.jpg']],
    ['size', false, ['9.jpg', 'b.jpg', '10.jpg']],
  ] as const)('by %s, descending %s', (by, isDescending, names) => {
    expect(inOrder(photos, { by, isDescending })).toEqual(names);
  });

  test('of one second stand by name, whichever way the dates run', () => {
    const same = [photo('b.jpg', 1, 5), photo('a.jpg', 1, 5)];
    expect(inOrder(same, { by: 'date', isDescending: true })).toEqual(['a.jpg', 'b.jpg']);
    expect(inOrder(same, { by: 'date', isDescending: false })).toEqual(['a.jpg', 'b.jpg']);
  });

  test('photos that come page by page are sorted as if they had come at once', () => {
    const some = fc.uniqueArray(
      fc.tuple(fc.string({ maxLength: 3 }), fc.integer({ max: 3 }), fc.integer({ max: 3 })),
      { selector: ([name]) => name, maxLength: 40 },
    );
    const orders = fc.record({ by: fc.constantFrom(...SORT_KEYS), isDescending: fc.boolean() });
    fc.assert(
      fc.property(some, orders, fc.array(fc.nat(40), { maxLength: 4 }), (facts, order, cuts) => {
        const all = facts.map(([name, size, date]) => photo(name, size, date));
        let before = sortPhotos([], order, 'en', null);
        for (const cut of [...cuts.toSorted((a, b) => a - b), all.length])
          before = sortPhotos(all.slice(0, cut), order, 'en', before);
        expect(namesIn(before.photos)).toEqual(inOrder(all, order));
      }),
    );
  });
});

test('the photo search matches every word, ignoring accents and case', () => {
  const photos = [photo('Café in Lyon.jpg'), photo('Lyon.jpg'), photo('여행.png')];
  expect(namesIn(filterPhotos(photos, 'lyon cafe', new Set()))).toEqual(['Café in Lyon.jpg']);
  expect(namesIn(filterPhotos(photos, '여ㅎ', new Set()))).toEqual(['여행.png']);
  expect(filterPhotos(photos, '  ', new Set())).toBe(photos);
});

describe('photo groups', () => {
  const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day).getTime();
  const photos = [at(2026, 11, 30), at(2026, 11, 1), at(2026, 10, 31), at(2025, 11, 2)].map(date =>
    photo(`${date}.jpg`, 1, date),
  );

  test('by date are months', () => {
    expect(groupByMonth(photos, { by: 'date', isDescending: true })).toEqual([
      { month: at(2026, 11, 1), count: 2 },
      { month: at(2026, 10, 1), count: 1 },
      { month: at(2025, 11, 1), count: 1 },
    ]);
  });

  test('of one month are one, without a heading', () => {
    expect(groupByMonth(photos.slice(0, 2), { by: 'date', isDescending: true })).toEqual([
      { month: null, count: 2 },
    ]);
  });

  test('otherwise are one, without a heading', () => {
    expect(groupByMonth(photos, { by: 'size', isDescending: true })).toEqual([{ month: null, count: 4 }]);
  });
});
