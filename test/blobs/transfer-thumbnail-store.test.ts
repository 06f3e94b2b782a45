import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { deleteThumbnailsExcept, getThumbnail, putThumbnail } from '../../src/blobs/transfer-thumbnail-store';

test('the transfer thumbnail store returns a thumbnail with its type', async () => {
  await putThumbnail('one', new Blob(['small'], { type: 'image/webp' }));
  const thumbnail = await getThumbnail('one');
  expect(await thumbnail?.text()).toBe('small');
  expect(thumbnail?.type).toBe('image/webp');
});

test('the transfer thumbnail store deletes those of forgotten transfers alone', async () => {
  for (const id of ['kept', 'gone', 'gone-too']) await putThumbnail(id, new Blob([id]));
  await deleteThumbnailsExcept(new Set(['kept']));
  expect(await (await getThumbnail('kept'))?.text()).toBe('kept');
  expect(await getThumbnail('gone')).toBeNull();
  expect(await getThumbnail('gone-too')).toBeNull();
});
