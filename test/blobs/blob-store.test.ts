import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { deleteBlob, deleteBlobsExcept, getBlob, putBlob } from '../../src/blobs/blob-store';

afterEach(() => vi.restoreAllMocks());

test('bytes come back as they were, until they are deleted', async () => {
  const id = await putBlob(new Blob(['picture'], { type: 'image/png' }));
  expect(await getBlob(id)).not.toBeNull();
  await deleteBlob(id);
  expect(await getBlob(id)).toBeNull();
});

test('orphans go, but neither what is in use nor what was stored a moment ago', async () => {
  const [used, orphan] = [await putBlob(new Blob(['a'])), await putBlob(new Blob(['b']))];
  const later = Date.now() + 1;
  vi.spyOn(Date, 'now').mockReturnValue(later);
  const fresh = await putBlob(new Blob(['c']));
  await deleteBlobsExcept(new Set([used]), later);
  expect(
    [await getBlob(used), await getBlob(orphan), await getBlob(fresh)].map(blob => blob === null),
  ).toEqual([false, true, false]);
});

test.each([
  ['QuotaExceededError', 'browser-storage-full'],
  ['NotReadableError', 'file-unreadable'],
])('%s is refused at the door as %s', async (name, code) => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no', name);
  });
  await expect(putBlob(new Blob(['x']))).rejects.toMatchObject({ code });
});
