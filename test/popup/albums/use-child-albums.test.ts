// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { useChildAlbums } from '../../../src/popup/albums/use-album-chooser';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const page = (...names: readonly string[]) => ({
  albums: names.map(name => ({ prefix: `${name}/`, name })),
  photos: [],
  isLast: true,
});

test('of the albums in an album only those of the one that is open now are shown', async () => {
  const hook = await renderHook<string | null, ReturnType<typeof useChildAlbums>>(useChildAlbums, null);
  expect(worker.streamsOf('albums.contents')).toEqual([]);
  await hook.rerender('A/');
  const ofA = worker.lastStream('albums.contents');
  await settle(() => ofA.tell(page('a')));
  await hook.rerender('B/');
  expect(hook.now()).toMatchObject({ value: [], busy: true });
  await settle(() => ofA.tell(page('more of a')));
  await settle(() => worker.lastStream('albums.contents').tell(page('b')));
  expect(hook.now().value.map(({ name }) => name)).toEqual(['b']);
});
