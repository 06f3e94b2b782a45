// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { useAlbumChooser, useChildAlbums } from '../../../src/popup/albums/use-album-chooser';
import type { AlbumList } from '../../../src/popup/model/use-albums';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const album = (prefix: string) => ({ prefix, name: prefix.split('/').at(-2) ?? '' });
const LIST: AlbumList = {
  albums: [album('A/'), album('B/')],
  recent: ['A/inner/', 'B/'],
  task: { ...{ busy: false, failure: null }, retry() {}, abort() {}, dismiss() {}, run: async () => {} },
  ...{ refresh() {}, add() {}, remove() {} },
};
const names = ({ albums }: ReturnType<typeof useAlbumChooser>) => albums.map(({ name }) => name);

test('the albums to choose from are those at the top and the one within another that was used lately, which comes first', async () => {
  const hook = await renderHook(useAlbumChooser, LIST);
  expect(names(hook.now())).toEqual(['inner', 'B', 'A']);
  await settle(() => hook.now().setQuery('b'));
  expect(names(hook.now())).toEqual(['B']);
  await hook.unmount();
});

test('an album that is opened shows the albums in it, whatever was searched before', async () => {
  const hook = await renderHook(useAlbumChooser, LIST);
  await settle(() => hook.now().setQuery('nothing'));
  await settle(() => hook.now().open('A/'));
  expect(hook.now()).toMatchObject({ currentPrefix: 'A/', query: '', albums: [], task: { busy: true } });
  const page = { albums: [album('A/y/'), album('A/x/')], photos: [], isLast: true };
  await settle(() => worker.lastStream('albums.contents').tell(page));
  expect(names(hook.now())).toEqual(['x', 'y']);
  await settle(() => hook.now().open(null));
  expect(names(hook.now())).toEqual(['inner', 'B', 'A']);
  await hook.unmount();
});

const albumPage = (...names: readonly string[]) => ({
  albums: names.map(name => ({ prefix: `${name}/`, name })),
  photos: [],
  isLast: true,
});

test('of the albums in an album only those of the one that is open now are shown', async () => {
  const hook = await renderHook<string | null, ReturnType<typeof useChildAlbums>>(useChildAlbums, null);
  expect(worker.streamsOf('albums.contents')).toEqual([]);
  await hook.rerender('A/');
  const ofA = worker.lastStream('albums.contents');
  await settle(() => ofA.tell(albumPage('a')));
  await hook.rerender('B/');
  expect(hook.now()).toMatchObject({ value: [], busy: true });
  await settle(() => ofA.tell(albumPage('more of a')));
  await settle(() => worker.lastStream('albums.contents').tell(albumPage('b')));
  expect(hook.now().value.map(({ name }) => name)).toEqual(['b']);
});
