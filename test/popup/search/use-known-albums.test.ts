// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { albumOfPrefix } from '../../../src/core/album';
import { ShoeboxError } from '../../../src/core/failure';
import { useKnownAlbums } from '../../../src/popup/search/use-known-albums';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

test('when an album can’t be looked into, no more of them are', async () => {
  const albums = ['a/', 'b/', 'c/', 'd/', 'e/'].map(albumOfPrefix);
  const hook = await renderHook((count: number) => useKnownAlbums('mine', '', albums, () => {}, count), 0);
  await settle(() => hook.now().lookThrough(hook.now().all));
  const [first, ...others] = worker.streamsOf('albums.contents');
  expect(others).toHaveLength(2);
  await settle(() => first?.fail(new ShoeboxError('access-denied')));
  expect(hook.now().task.failure?.code).toBe('access-denied');
  for (const other of others) {
    await settle(() => other.tell({ albums: [], photos: [], isLast: true }));
    await settle(() => other.end());
  }
  expect(worker.streamsOf('albums.contents')).toHaveLength(3);
});
