// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { AlbumPreview } from '../../../src/core/cover';
import { EMPTY_CONTENTS } from '../../../src/popup/model/album-contents';
import { fakeBrowser } from '../../webextension/fake-browser';
import { fakeStorage } from '../../webextension/fake-storage';
import { photo } from '../photos';

let storage = fakeStorage();

/** As a page that is opened anew has it. */
async function openPage(bucket = 'mine') {
  await storage.local.set({ 'known-albums': { bucket, albums: [], recent: [] } });
  vi.resetModules();
  return import('../../../src/popup/model/album-facts');
}

beforeEach(() => {
  localStorage.clear();
  storage = fakeStorage();
  fakeBrowser({ storage });
});

const preview = (keys: readonly string[], isAll = true): AlbumPreview => ({
  cover: null,
  first: keys.map((key, index) => ({ key, size: 1, etag: '', lastModified: index })),
  isAll,
});

test.each([
  ['nothing at all', [], { photos: 0, albums: 0, newestAt: null }],
  ['its marker', ['A/'], { photos: 0, albums: 0, newestAt: null }],
  ['photos', ['A/', 'A/1.jpg', 'A/2.jpg'], { photos: 2, albums: 0, newestAt: 2 }],
  ['photos as the AWS example stored them', ['A//1.jpg'], { photos: 1, albums: 0, newestAt: 0 }],
  ['albums', ['A/in/', 'A/in/1.jpg', 'A/out/deep/1.jpg'], { photos: 0, albums: 2, newestAt: null }],
  ['both', ['A/1.jpg', 'A/in/1.jpg'], { photos: 1, albums: 1, newestAt: 0 }],
])('an album that holds %s is known by its preview', async (_, keys, facts) => {
  const { factsOf } = await openPage();
  expect(await factsOf('A/', preview(keys))).toEqual({ ...facts, isAll: true });
});

test('of an album that was never listed nothing is known', async () => {
  const { factsOf } = await openPage();
  expect(await factsOf('A/', undefined)).toBeNull();
});

test('an album of which the preview is not all holds at least that many, and nobody knows since when', async () => {
  const { factsOf } = await openPage();
  expect(await factsOf('A/', preview(['A/1.jpg'], false))).toEqual({
    ...{ photos: 1, albums: 0, newestAt: null, isAll: false },
  });
});

const contents = {
  ...EMPTY_CONTENTS,
  photos: [photo('a', { lastModified: 7 }), photo('b')],
  isComplete: true,
};
const VISITED = { photos: 2, albums: 0, newestAt: 7, isAll: true };

test('what a visit told of an album is newer than its preview from before, and is known to the next page', async () => {
  const { factsOf, rememberContents } = await openPage();
  const before = preview(['A/1.jpg']);
  await factsOf('A/', before);
  await rememberContents('A/', contents);
  expect(await factsOf('A/', before)).toEqual(VISITED);
  const next = await openPage();
  expect(await next.factsOf('A/', undefined)).toEqual(VISITED);
  expect(await next.factsOf('A/', preview(['A/1.jpg'], false))).toEqual(VISITED);
  expect(await next.factsOf('A/', preview(['A/1.jpg']))).toMatchObject({ photos: 1 });
});

test('a visit to an album tells nothing while it is not listed to its end', async () => {
  const { factsOf, rememberContents } = await openPage();
  await rememberContents('A/', { ...contents, isComplete: false });
  expect(await factsOf('A/', undefined)).toBeNull();
});

test('what is known of albums is not taken for that of another bucket', async () => {
  await (await openPage('mine')).rememberContents('A/', contents);
  const { factsOf } = await openPage('another');
  expect(await factsOf('A/', undefined)).toBeNull();
});

test('what is stored and can’t be read is found out again', async () => {
  localStorage.setItem('album-facts', '{');
  const { factsOf } = await openPage();
  expect(await factsOf('A/', preview(['A/1.jpg']))).toMatchObject({ photos: 1 });
});

test('what was seen before the bucket was known is not told of another one', async () => {
  const { rememberContents } = await openPage('');
  await rememberContents('A/', contents);
  const next = await openPage('');
  expect(await next.factsOf('A/', undefined)).toBeNull();
});
