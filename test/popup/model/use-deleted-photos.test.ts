// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { DeletedPhoto } from '../../../src/core/s3-object';
import { useDeletedPhotos } from '../../../src/popup/model/use-deleted-photos';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const deleted = (key: string, deletedAt: number): DeletedPhoto => ({
  ...{ key, name: key, size: 1, lastModified: 0, storedAt: 0, etag: key },
  ...{ versionId: 'v', deletedAt },
});

test('of deleted photos the last comes first, and one that is on its way back does not come with a later page', async () => {
  const hook = await renderHook(useDeletedPhotos, 'A/');
  const { tell } = worker.lastStream('albums.deleted');
  await settle(() => tell({ photos: [deleted('a', 1), deleted('b', 2)], isLast: false }));
  expect(hook.now().photos.map(({ key }) => key)).toEqual(['b', 'a']);
  await settle(() => hook.now().markRestored(new Set(['b', 'c'])));
  await settle(() => tell({ photos: [deleted('c', 3), deleted('d', 4)], isLast: true }));
  expect(hook.now().photos.map(({ key }) => key)).toEqual(['d', 'a']);
});
