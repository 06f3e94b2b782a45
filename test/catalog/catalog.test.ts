import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CatalogPhoto } from '../../src/catalog/database';

const photo = (key: string, facts: Partial<CatalogPhoto> = {}): CatalogPhoto => ({
  key,
  id: `id of ${key}`,
  addresses: [`address of ${key}`],
  provenance: null,
  recordedAt: 1000,
  ...facts,
});

const MOVED = { isCopy: false, at: 3000 };

type Catalog = typeof import('../../src/catalog/catalog') &
  typeof import('../../src/catalog/learn-from-list') &
  typeof import('../../src/catalog/read-catalog');
let catalog: Catalog;

/** As another worker or page opens it. */
async function reopened(): Promise<Catalog> {
  vi.resetModules();
  return {
    ...(await import('../../src/catalog/catalog')),
    ...(await import('../../src/catalog/learn-from-list')),
    ...(await import('../../src/catalog/read-catalog')),
  };
}

beforeEach(async () => {
  catalog = await reopened();
  await catalog.followBucket('another');
  await catalog.followBucket('mine');
});

/** Keys of the photos, of a few, whose address is known. */
async function known(...keys: readonly string[]): Promise<readonly string[]> {
  const there = await catalog.addressesInBucket(
    'mine',
    keys.map(key => `address of ${key}`),
  );
  return keys.filter(key => there.has(`address of ${key}`));
}

/** From a list, begun at 2000, that has these photos (key and id; null where it is of albums only). */
const learn = (
  prefix: string,
  ids: Readonly<Record<string, string | null>> | null,
  { albums = [] }: { readonly albums?: readonly string[] } = {},
): Promise<void> => {
  const photos = ids && Object.entries(ids).map(([key, id]) => ({ key, id, storedAt: 500 }));
  return catalog.learnFromList('mine', prefix, { photos, albums }, 2000);
};

test('addresses of photos that were recorded are known, also to whoever opens the catalog later', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  catalog = await reopened();
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/1.jpg']);
});

test('a photo that is recorded again keeps its addresses while its bytes are the same', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  await catalog.recordPhoto('mine', photo('a/1.jpg', { addresses: ['address of other'] }));
  expect(await known('a/1.jpg', 'other')).toEqual(['a/1.jpg', 'other']);
  await catalog.recordPhoto('mine', photo('a/1.jpg', { id: 'replaced', addresses: ['address of other'] }));
  expect(await known('a/1.jpg', 'other')).toEqual(['other']);
});

test('another bucket’s photos are neither told nor recorded, and are forgotten with the settings', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  await catalog.recordPhoto('another', photo('a/2.jpg'));
  expect(await catalog.addressesInBucket('another', ['address of a/1.jpg'])).toEqual(new Set());
  await catalog.followBucket('mine');
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/1.jpg']);
  await catalog.followBucket('another');
  await catalog.followBucket('mine');
  expect(await known('a/1.jpg')).toEqual([]);
});

test('deleted photos are forgotten', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  await catalog.recordPhoto('mine', photo('a/2.jpg'));
  await catalog.forgetPhotos('mine', ['a/1.jpg', 'a/none.jpg']);
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/2.jpg']);
});

test('what a whole list does not have is missing until a list has the same bytes', async () => {
  for (const key of ['a/1.jpg', 'a/2.jpg', 'a/deep/3.jpg', 'b/4.jpg'])
    await catalog.recordPhoto('mine', photo(key));
  const all = ['a/1.jpg', 'a/2.jpg', 'a/deep/3.jpg', 'b/4.jpg'];
  await learn('a/', { 'a/2.jpg': 'id of a/2.jpg' }, { albums: ['a/deep/'] });
  expect(await known(...all)).toEqual(['a/2.jpg', 'a/deep/3.jpg', 'b/4.jpg']);
  await learn('c/', { 'c/moved.jpg': 'id of a/1.jpg' });
  expect(await known(...all)).toEqual(all);
  await catalog.forgetPhotos('mine', ['c/moved.jpg']);
  expect(await known('a/1.jpg')).toEqual([]);
});

test('what was recorded after a list was asked for is not missing in it', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg', { recordedAt: 2500 }));
  await learn('a/', {});
  expect(await known('a/1.jpg')).toEqual(['a/1.jpg']);
});

test('what was renamed within its album is found in the first list of it', async () => {
  for (const key of ['a/1.jpg', 'a/2.jpg', 'a/3.jpg']) await catalog.recordPhoto('mine', photo(key));
  await learn('a/', { 'a/1.jpg': 'id of a/2.jpg', 'a/2.jpg': 'id of a/1.jpg', 'a/4.jpg': 'id of a/3.jpg' });
  expect(await known('a/1.jpg', 'a/2.jpg', 'a/3.jpg')).toEqual(['a/1.jpg', 'a/2.jpg', 'a/3.jpg']);
});

test('a photo in the place of which others put another one is missing; not one whose bytes a list does not tell', async () => {
  for (const key of ['a/1.jpg', 'a/2.jpg']) await catalog.recordPhoto('mine', photo(key));
  await learn('a/', { 'a/1.jpg': 'other bytes', 'a/2.jpg': null });
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/2.jpg']);
});

test('what was missed is found again, however much was missed before', async () => {
  const keys = Array.from({ length: 1_001 }, (_, at) => `a/${at}.jpg`);
  await Promise.all([...keys, 'z/last.jpg'].map(key => catalog.recordPhoto('mine', photo(key))));
  await learn('a/', {});
  await learn('z/', {});
  expect(await known('a/1.jpg', 'z/last.jpg')).toEqual([]);
  await learn('b/', { 'b/new.jpg': 'id of z/last.jpg' });
  expect(await known('a/1.jpg', 'z/last.jpg')).toEqual(['z/last.jpg']);
});

test('what was in an album that is gone is missing, however deep', async () => {
  const kept = ['a/1.jpg', '1.jpg', 'a//2.jpg'];
  const gone = ['b/2.jpg', 'b/deep/3.jpg', 'a b/4.jpg'];
  for (const key of [...kept, ...gone]) await catalog.recordPhoto('mine', photo(key));
  await learn('', null, { albums: ['a/', 'c/'] });
  expect(await known(...kept, ...gone)).toEqual(kept);
  await learn('a/', { 'a//2.jpg': 'id of a//2.jpg' });
  expect(await known(...kept)).toEqual(['1.jpg', 'a//2.jpg']);
});

test('photos that were moved here are known under their new keys, with what S3 calls their bytes there', async () => {
  for (const key of ['a/1.jpg', 'a/2.jpg', 'a/3.jpg']) await catalog.recordPhoto('mine', photo(key));
  await catalog.movePhotos(
    'mine',
    [
      { from: { key: 'a/1.jpg', id: 'id of a/1.jpg' }, to: { key: 'b/1.jpg', id: 'copied' } },
      { from: { key: 'a/2.jpg', id: 'other bytes' }, to: { key: 'b/2.jpg', id: 'copied' } },
      { from: { key: 'a/3.jpg', id: 'id of a/3.jpg' }, to: null },
    ],
    MOVED,
  );
  expect(await known('a/3.jpg')).toEqual([]);
  await learn('b/', { 'b/1.jpg': 'copied' });
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/1.jpg', 'a/2.jpg']);
  await catalog.forgetPhotos('mine', ['b/1.jpg', 'b/2.jpg']);
  expect(await known('a/1.jpg', 'a/2.jpg')).toEqual(['a/2.jpg']);
});

test('the catalog stays within its bound, and forgets the oldest', async () => {
  for (let at = 0; at < 30; at++)
    await catalog.recordPhoto('mine', photo(`a/${at}.jpg`, { recordedAt: at }), 10);
  const left = await known(...Array.from({ length: 30 }, (_, at) => `a/${at}.jpg`));
  expect(left.length).toBeLessThan(20);
  expect(left).toContain('a/29.jpg');
  expect(left).not.toContain('a/0.jpg');
});

test.each([
  ['of a later version', 9],
  ['without its stores', 1],
])('a catalog that is %s is begun anew', async (_, version) => {
  const name = 'shoebox-catalog';
  vi.stubGlobal('indexedDB', new IDBFactory());
  (await openDB(name, version)).close();
  catalog = await reopened();
  await catalog.followBucket('mine');
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  expect(await known('a/1.jpg')).toEqual(['a/1.jpg']);
  vi.unstubAllGlobals();
});

test('a catalog that is open elsewhere is given up for whoever begins it anew', async () => {
  await catalog.recordPhoto('mine', photo('a/1.jpg'));
  await deleteDB('shoebox-catalog');
  await catalog.followBucket('mine');
  expect(await known('a/1.jpg')).toEqual([]);
});
