// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { TransferView } from '../../../src/messaging/protocol';
import { type AlbumContents, EMPTY_CONTENTS } from '../../../src/popup/model/album-contents';
import { useArrivals } from '../../../src/popup/views/use-arrivals';
import { renderHook } from '../../ui/render-hook';
import { view } from '../tray/views';

const saved = (id: string, album = 'A/'): TransferView =>
  view(id, { album, state: 'saved', key: `${album}${id}.jpg`, etag: id, endedAt: 5 });

/** The album `A/` while the list of transfers changes. */
async function open(transfers: readonly TransferView[] | null) {
  let contents: AlbumContents = EMPTY_CONTENTS;
  const hook = await renderHook(
    (now: readonly TransferView[] | null) =>
      useArrivals('A/', now, change => {
        contents = change(contents);
      }),
    transfers,
  );
  return {
    ...hook,
    names: () => contents.photos.map(({ name }) => name),
    albums: () => contents.albums.map(({ prefix }) => prefix),
  };
}

test('a photo that is saved while its album is open is put into it once, and told to be new', async () => {
  const album = await open([view('a')]);
  await album.rerender([saved('a')]);
  await album.rerender([saved('a'), view('b')]);
  expect(album.names()).toEqual(['a.jpg']);
  expect([...album.now()]).toEqual(['A/a.jpg']);
});

test('photos that were saved before their album was opened are left to the list of S3', async () => {
  const album = await open(null);
  await album.rerender([saved('before')]);
  await album.rerender([saved('before'), saved('after')]);
  expect(album.names()).toEqual(['after.jpg']);
});

test('a photo that is saved into another album is not put into the one that is open', async () => {
  const album = await open([]);
  await album.rerender([saved('elsewhere', 'B/')]);
  expect(album.names()).toEqual([]);
});

test('an album in the open one appears when its first photo is saved, however deep that lies', async () => {
  const album = await open([]);
  const first = [saved('a', 'A/Day 1/Night/')];
  await album.rerender(first);
  await album.rerender([...first, saved('b', 'A/Day 1/')]);
  expect(album.albums()).toEqual(['A/Day 1/']);
  expect(album.names()).toEqual([]);
});
