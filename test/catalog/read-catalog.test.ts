import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CatalogPhoto } from '../../src/catalog/database';

type Catalog = typeof import('../../src/catalog/catalog') &
  typeof import('../../src/catalog/learn-from-list') &
  typeof import('../../src/catalog/read-catalog');
let catalog: Catalog;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.resetModules();
  catalog = {
    ...(await import('../../src/catalog/catalog')),
    ...(await import('../../src/catalog/learn-from-list')),
    ...(await import('../../src/catalog/read-catalog')),
  };
});

/** In the order of their keys. */
async function photos(prefix = ''): Promise<readonly CatalogPhoto[]> {
  const all: CatalogPhoto[] = [];
  for await (const batch of catalog.readPhotos('mine', prefix)) all.push(...batch);
  return all.sort((one, other) => (one.key < other.key ? -1 : 1));
}

const keys = async (prefix = ''): Promise<readonly string[]> => (await photos(prefix)).map(({ key }) => key);

const albums = async (): Promise<Readonly<Record<string, number | null>>> =>
  Object.fromEntries((await catalog.readAlbums('mine')).map(({ prefix, listedAt }) => [prefix, listedAt]));

const listed = (key: string) => ({ key, id: `id of ${key}`, storedAt: 500 });

/** From a list that has these photos; null where it is of albums only. */
const learn = (
  prefix: string,
  names: readonly string[] | null,
  inside: readonly string[] = [],
  bound?: number,
): Promise<void> =>
  catalog.learnFromList(
    'mine',
    prefix,
    { photos: names?.map(name => listed(`${prefix}${name}`)) ?? null, albums: inside },
    2000,
    bound,
  );

const PROVENANCE = {
  ...{ sourceUrl: '', pageUrl: 'https://p.example/', pageTitle: 'Title', alt: '' },
  ...{ strategy: null, savedAt: null },
};

const saved = (key: string): CatalogPhoto => ({
  ...{ key, id: `id of ${key}`, addresses: ['address'], provenance: PROVENANCE },
  ...{ recordedAt: 1000, storedAt: 1000 },
});

test('photos that a list had are known, and those that the next one has no more are not', async () => {
  await catalog.followBucket('mine');
  await learn('a/', ['1.jpg', '2.jpg', '3.jpg']);
  await learn('a/', ['1.jpg', '3.jpg']);
  expect(await photos()).toMatchObject([
    { key: 'a/1.jpg', id: 'id of a/1.jpg', storedAt: 500, provenance: null },
    { key: 'a/3.jpg' },
  ]);
  expect(await keys('b/')).toEqual([]);
});

test('a photo that was saved here keeps what was noted of it when a list has it, and takes the date of that', async () => {
  await catalog.followBucket('mine');
  await catalog.recordPhoto('mine', saved('a/1.jpg'));
  await learn('a/', ['1.jpg']);
  expect(await photos()).toMatchObject([{ provenance: PROVENANCE, addresses: ['address'], storedAt: 500 }]);
});

test('albums are known with the time of the last whole list of each, until the list around them has them no more', async () => {
  await catalog.followBucket('mine');
  await learn('', null, ['a/', 'b/']);
  await learn('a/', ['1.jpg'], ['a/deep/']);
  expect(await albums()).toEqual({ 'a/': 2000, 'a/deep/': null, 'b/': null });
  await learn('', null, ['b/', 'c/']);
  expect(await albums()).toEqual({ 'b/': null, 'c/': null });
  expect(await keys()).toEqual([]);
  await catalog.forgetAlbum('mine', 'b/');
  expect(await albums()).toEqual({ 'c/': null });
});

test('photos that were copied are known in both places, and restored ones again', async () => {
  await catalog.followBucket('mine');
  await catalog.recordPhoto('mine', saved('a/1.jpg'));
  const isCopy = { isCopy: true, at: 3000 };
  const from = { key: 'a/1.jpg', id: 'id of a/1.jpg' };
  await catalog.movePhotos('mine', [{ from, to: { key: 'b/1.jpg', id: 'copied' } }], isCopy);
  expect(await photos()).toMatchObject([{ key: 'a/1.jpg' }, { key: 'b/1.jpg', provenance: PROVENANCE }]);
  await catalog.forgetPhotos('mine', ['a/1.jpg']);
  expect(await keys()).toEqual(['b/1.jpg']);
  await catalog.movePhotos('mine', [{ from, to: from }], isCopy);
  expect(await photos()).toMatchObject([{ key: 'a/1.jpg', recordedAt: 3000 }, { key: 'b/1.jpg' }]);
});

test('many photos are read in batches, each once: few at first, which are the newest', async () => {
  await catalog.followBucket('mine');
  const names = Array.from({ length: 3_000 }, (_, at) => `${String(at).padStart(4, '0')}.jpg`);
  const dated = names.map((name, at) => ({ ...listed(`a/${name}`), storedAt: at }));
  await catalog.learnFromList('mine', 'a/', { photos: dated, albums: [] }, 2000);
  const batches: (readonly CatalogPhoto[])[] = [];
  for await (const batch of catalog.readPhotos('mine', '')) batches.push(batch);
  expect(batches[0]).toHaveLength(100);
  expect(batches[0]?.map(({ key }) => key)).toEqual(
    names
      .map(name => `a/${name}`)
      .toReversed()
      .slice(0, 100),
  );
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(500);
  const keys = batches.flat().map(({ key }) => key);
  expect(keys.toSorted()).toEqual(names.map(name => `a/${name}`));
});

test('where the browser can’t read backwards, photos are read in the order of their keys, few at first as well', async () => {
  await catalog.followBucket('mine');
  const names = Array.from({ length: 300 }, (_, at) => `${String(at).padStart(4, '0')}.jpg`);
  await learn('a/', names);
  const { getAllRecords } = IDBIndex.prototype as { getAllRecords?: unknown };
  Reflect.deleteProperty(IDBIndex.prototype, 'getAllRecords');
  try {
    const batches: (readonly CatalogPhoto[])[] = [];
    for await (const batch of catalog.readPhotos('mine', '')) batches.push(batch);
    expect(batches.flat().map(({ key }) => key)).toEqual(names.map(name => `a/${name}`));
    expect(batches.find(({ length }) => length > 0)).toHaveLength(100);
  } finally {
    Object.assign(IDBIndex.prototype, { getAllRecords });
  }
});

test('of more photos than the catalog holds, the oldest are forgotten', async () => {
  await catalog.followBucket('mine');
  await catalog.recordPhoto('mine', saved('a/new.jpg'));
  await learn(
    'b/',
    Array.from({ length: 30 }, (_, at) => `${at}.jpg`),
    [],
    10,
  );
  expect((await keys()).length).toBeLessThan(11);
  expect(await keys()).toContain('a/new.jpg');
});

test('another bucket’s albums and photos are neither read nor kept', async () => {
  await catalog.followBucket('mine');
  await learn('a/', ['1.jpg']);
  await catalog.followBucket('another');
  expect([await keys(), await albums()]).toEqual([[], {}]);
  await catalog.followBucket('mine');
  expect([await keys(), await albums()]).toEqual([[], {}]);
});

test('the catalog of version 1 keeps what it knows', async () => {
  const before = await openDB('shoebox-catalog', 1, {
    upgrade(db) {
      db.createObjectStore('about');
      const store = db.createObjectStore('photos', { keyPath: 'key' });
      store.createIndex('addresses', 'addresses', { multiEntry: true });
      store.createIndex('recordedAt', 'recordedAt');
      store.createIndex('isMissing', ['isMissing', 'id']);
    },
  });
  await before.put('about', 'mine', 'bucket');
  const { storedAt: _, ...old } = saved('a/1.jpg');
  await before.put('photos', { ...old, isMissing: 0 });
  before.close();
  expect(await photos()).toMatchObject([{ key: 'a/1.jpg', provenance: PROVENANCE }]);
  expect(await catalog.addressesInBucket('mine', ['address'])).toEqual(new Set(['address']));
  await learn('a/', ['1.jpg', '2.jpg']);
  expect(await keys()).toEqual(['a/1.jpg', 'a/2.jpg']);
});

test('a photo that is in the archive no more is told so, whether it stayed or was moved', async () => {
  await catalog.followBucket('mine');
  const archived = { storageClass: 'GLACIER', isArchived: true };
  const list = (prefix: string, photo: object) =>
    catalog.learnFromList('mine', prefix, { photos: [{ ...listed('a/1.jpg'), ...photo }], albums: [] }, 2000);
  await list('a/', archived);
  expect(await photos()).toMatchObject([archived]);
  await list('a/', {});
  await list('a/', { storedAt: 600 });
  const [photo] = await photos();
  expect([photo?.storageClass, photo?.isArchived]).toEqual([undefined, undefined]);
  await list('a/', archived);
  await learn('a/', []);
  await list('b/', { key: 'b/1.jpg' });
  const [moved] = await photos();
  expect([moved?.key, moved?.storageClass]).toEqual(['b/1.jpg', undefined]);
});
