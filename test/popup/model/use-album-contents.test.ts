// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Photo } from '../../../src/core/s3-object';
import { useAlbumContents } from '../../../src/popup/model/use-album-contents';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const photo = (name: string): Photo => ({
  key: `A/${name}`,
  name,
  size: 1,
  lastModified: 0,
  storedAt: 0,
  etag: name,
});
const page = (names: readonly string[], isLast: boolean) => ({
  albums: [],
  photos: names.map(photo),
  isLast,
});

const open = (prefix: string) => renderHook(useAlbumContents, prefix);
const names = ({ contents }: ReturnType<typeof useAlbumContents>): string[] | undefined =>
  contents?.photos.map(({ name }) => name);

test('an album that is reloaded while it is listed shows what it holds, and no failure', async () => {
  const album = await open('Reloaded/');
  await settle(() => worker.lastStream('albums.contents').tell(page(['a'], false)));
  await settle(album.now().reload);
  await settle(() => worker.lastStream('albums.contents').tell(page(['a', 'b'], false)));
  await settle(() => worker.lastStream('albums.contents').tell(page(['c'], true)));
  await settle(() => worker.lastStream('albums.contents').end());
  expect(album.now().task).toMatchObject({ busy: false, failure: null });
  expect(names(album.now())).toEqual(['a', 'b', 'c']);
});

test('an album that is reloaded stays as it was until as much of it is listed anew', async () => {
  const album = await open('Kept/');
  await settle(() => worker.lastStream('albums.contents').tell(page(['a', 'b'], true)));
  await settle(() => worker.lastStream('albums.contents').end());
  await settle(album.now().reload);
  await settle(() => worker.lastStream('albums.contents').tell(page(['a'], false)));
  expect(names(album.now())).toEqual(['a', 'b']);
  await settle(() => worker.lastStream('albums.contents').tell(page([], true)));
  expect(names(album.now())).toEqual(['a']);
});

test('a change that is made while an album is listed anew is in what comes of that', async () => {
  const album = await open('Changed/');
  await settle(() => worker.lastStream('albums.contents').tell(page(['a'], true)));
  await settle(album.now().reload);
  await settle(() =>
    album.now().change(contents => ({
      ...contents,
      photos: [...contents.photos, photo('mine')],
      added: new Set(['A/mine']),
    })),
  );
  await settle(() => worker.lastStream('albums.contents').tell(page(['a', 'mine'], true)));
  expect(names(album.now())?.toSorted()).toEqual(['a', 'mine']);
});

test('an album that was open before is there at once', async () => {
  const before = await open('Again/');
  await settle(() => worker.lastStream('albums.contents').tell(page(['a'], true)));
  await before.unmount();
  expect(names((await open('Again/')).now())).toEqual(['a']);
});
