import { expect, test, vi } from 'vitest';
import type { CatalogPhoto } from '../../../src/catalog/database';
import type { Provenance } from '../../../src/core/provenance';
import { wordsOf } from '../../../src/popup/model/search-words';
import { findPhotos, MAX_SHOWN, NO_FILTER, type PhotoFilter } from '../../../src/popup/search/find-photos';
import { photoReader, type SearchedPhoto, shownPhoto } from '../../../src/popup/search/searched-photos';

const record = (key: string, storedAt = 0, noted: Partial<Provenance> = {}): CatalogPhoto => ({
  ...{ key, id: `${key}-7`, addresses: [], recordedAt: 0, storedAt },
  provenance:
    Object.keys(noted).length === 0
      ? null
      : {
          ...{ sourceUrl: '', pageUrl: '', pageTitle: '', alt: '', strategy: null, savedAt: null },
          ...noted,
        },
});

const read = (...records: readonly CatalogPhoto[]): readonly SearchedPhoto[] => records.map(photoReader());

const never = new AbortController().signal;

const find = (photos: readonly SearchedPhoto[], query: string, filter: Partial<PhotoFilter> = {}) =>
  findPhotos(photos, wordsOf(query), { ...NO_FILTER, ...filter }, never);

const keys = async (
  photos: readonly SearchedPhoto[],
  query: string,
): Promise<readonly string[] | undefined> => (await find(photos, query))?.photos.map(({ key }) => key);

test('what is called so comes before what has it in its title, its description, and the address of its page', async () => {
  const photos = read(
    record('a/address.jpg', 9, { pageUrl: 'https://www.cloud.example/' }),
    record('a/described.jpg', 9, { alt: 'A cloud' }),
    record('a/titled.jpg', 9, { pageTitle: 'Clouds' }),
    record('a/my cloud.jpg', 1),
    record('a/my other cloud.jpg', 2),
    record('a/cloud.jpg', 1),
    record('a/none.jpg', 9),
  );
  expect(await keys(photos, 'cloud')).toEqual([
    'a/cloud.jpg',
    'a/my other cloud.jpg',
    'a/my cloud.jpg',
    'a/titled.jpg',
    'a/described.jpg',
    'a/address.jpg',
  ]);
});

test.each([
  ['CAFE berlin', 'a/Café in Berlin.jpg'],
  ['여ㅎ', 'a/가족 여행.jpg'],
  ['여행ㄱ', 'a/가족 여행기.jpg'],
  ['서울', 'b/page.jpg'],
])('%j finds %j', async (query, key) => {
  const photos = read(
    record('a/Café in Berlin.jpg'),
    record('a/가족 여행.jpg'),
    record('a/가족 여행기.jpg'),
    record('b/page.jpg', 0, { pageUrl: 'https://p.example/%EC%84%9C%EC%9A%B8' }),
  );
  expect(await keys(photos, query)).toContain(key);
});

test('every word has to match, and those that the photo has not may be in the name of its album', async () => {
  const photos = read(record('Trips/2025/sea.jpg'), record('Home/sea.jpg'), record('Trips/hill.jpg'));
  expect(await keys(photos, 'sea trips')).toEqual(['Trips/2025/sea.jpg']);
  expect(await keys(photos, 'trips')).toEqual([]);
  expect(await keys(photos, 'sea hill')).toEqual([]);
});

test('filters narrow down what matches, and each counts what the others leave', async () => {
  const [june2024, june2025] = [new Date(2024, 5).getTime(), new Date(2025, 5).getTime()];
  const photos = read(
    record('a/x1.jpeg', june2024, { pageUrl: 'https://one.example/' }),
    record('a/x2.jpg', june2025, { pageUrl: 'https://www.two.example/' }),
    record('a/x3.png', june2025, { pageUrl: 'https://one.example/a' }),
    record('a/x4', june2025),
  );
  const found = await find(photos, 'x', { year: 2025 });
  expect(found?.total).toBe(3);
  expect(found?.types).toEqual(new Map(Object.entries({ JPG: 1, PNG: 1, '': 1 })));
  expect(found?.sites).toEqual(new Map(Object.entries({ 'two.example': 1, 'one.example': 1, '': 1 })));
  expect(found?.years).toEqual(
    new Map([
      [2025, 3],
      [2024, 1],
    ]),
  );
  expect((await find(photos, 'x', { type: 'JPG', site: 'one.example' }))?.photos).toMatchObject([
    { key: 'a/x1.jpeg' },
  ]);
});

test('of more than anybody looks at, the best are shown and all are counted', async () => {
  const photos = read(...Array.from({ length: MAX_SHOWN + 500 }, (_, at) => record(`a/${at} x.jpg`, at)));
  const found = await find(photos, 'x');
  expect([found?.photos.length, found?.total]).toEqual([MAX_SHOWN, MAX_SHOWN + 500]);
  expect(found?.photos[0]?.key).toBe(`a/${MAX_SHOWN + 499} x.jpg`);
});

test('of photos in whatever order the newest are found, of those as new the first, and few are sorted at a time', async () => {
  const sorted = vi.spyOn(Array.prototype, 'sort');
  const dates = Array.from({ length: 20 * MAX_SHOWN }, (_, at) => (at * 7919) % (10 * MAX_SHOWN));
  const photos = read(...dates.map((date, at) => record(`a/x ${at}.jpg`, date)));
  const newest = photos.toSorted((one, other) => other.storedAt - one.storedAt).slice(0, MAX_SHOWN);
  expect(await keys(photos, 'x')).toEqual(newest.map(({ key }) => key));
  const lengths = sorted.mock.contexts.map(those => (Array.isArray(those) ? those.length : 0));
  sorted.mockRestore();
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2 * MAX_SHOWN);
});

test('photos that are being taken away are neither found nor counted', async () => {
  const photos = read(record('a/x.jpg'), record('a/x 2.png'));
  const found = await findPhotos(photos, ['x'], NO_FILTER, never, key => key === 'a/x.jpg');
  expect([found?.photos.map(({ key }) => key), found?.total, found?.types]).toEqual([
    ['a/x 2.png'],
    1,
    new Map([['PNG', 1]]),
  ]);
});

test('a search that is superseded finds nothing', async () => {
  expect(await findPhotos(read(record('a/x.jpg')), ['x'], NO_FILTER, AbortSignal.abort())).toBeNull();
});

test('a photo is shown with the bytes and the date that it has in the bucket', () => {
  const [photo] = read({ ...record('My%20album//Café.jpg', 5), id: '%22a-b-3-1234', isArchived: true });
  expect(photo && shownPhoto(photo)).toEqual({
    ...{ key: 'My%20album//Café.jpg', name: 'Café.jpg', etag: '"a-b-3', size: 1234 },
    ...{ storedAt: 5, lastModified: 5, isArchived: true },
  });
  expect(photo?.album).toBe('My%20album/');
  const [empty] = read({ ...record('a/empty.txt'), id: '' });
  expect(empty && shownPhoto(empty)).toMatchObject({ etag: '', size: 0 });
});
