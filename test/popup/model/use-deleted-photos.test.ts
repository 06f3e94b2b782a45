// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { DeletedPhoto } from '../../../src/core/album';
import { ToldStreams } from '../../messaging/told-streams';
import { renderHook, settle } from '../../ui/render-hook';

const told = new ToldStreams();
vi.mock('../../../src/messaging/client', () => ({ stream: told.stream }));
vi.mock('webextension-polyfill', async () => (await import('../english-texts')).englishTexts);

const { useDeletedPhotos } = await import('../../../src/popup/model/use-deleted-photos');

const deleted = (key: string, deletedAt: number): DeletedPhoto => ({
  ...{ key, name: key, size: 1, lastModified: 0, etag: key },
  ...{ versionId: 'v', deletedAt },
});

test('of deleted photos the last comes first, and one that is on its way back does not come with a later page', async () => {
  const hook = await renderHook(useDeletedPhotos, 'A/');
  const { tell } = told.last('albums.deleted');
  await settle(() => tell({ photos: [deleted('a', 1), deleted('b', 2)], isLast: false }));
  expect(hook.now().photos.map(({ key }) => key)).toEqual(['b', 'a']);
  await settle(() => hook.now().markRestored(new Set(['b', 'c'])));
  await settle(() => tell({ photos: [deleted('c', 3), deleted('d', 4)], isLast: true }));
  expect(hook.now().photos.map(({ key }) => key)).toEqual(['d', 'a']);
});
