import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { deleteBlobs, deleteBlobsExcept, getBlob, putBlob, putBlobs } from '../../src/blobs/blob-store';

afterEach(() => vi.restoreAllMocks());

const blob = (text: string): Blob => new Blob([text], { type: 'image/png' });
const areThere = async (...ids: readonly string[]): Promise<boolean[]> =>
  Promise.all(ids.map(async id => (await getBlob(id)) !== null));

describe('the blob store', () => {
  test('returns bytes under their id until they are deleted', async () => {
    await putBlob(blob('picture'), 'a');
    await putBlob(blob('other'), 'b');
    expect(await areThere('a', 'b', 'c')).toEqual([true, true, false]);
    await deleteBlobs(['a', 'never there']);
    expect(await areThere('a', 'b')).toEqual([false, true]);
  });

  test('stores bytes of the same id once', async () => {
    await putBlob(blob('picture'), 'again');
    await putBlob(blob('picture'), 'again');
    await deleteBlobs(['again']);
    expect(await areThere('again')).toEqual([false]);
  });

  test('stores several files all or not at all, durably', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await putBlobs([
      { id: 'd', blob: blob('d') },
      { id: 'e', blob: blob('e') },
    ]);
    expect(transaction.mock.calls[0]?.slice(1)).toEqual(['readwrite', { durability: 'strict' }]);
    expect(await areThere('d', 'e')).toEqual([true, true]);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (key === 'g') throw new DOMException('no', 'NotReadableError');
      return put.call(this, value, key);
    });
    const two = [
      { id: 'f', blob: blob('f') },
      { id: 'g', blob: blob('g') },
    ];
    await expect(putBlobs(two)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await areThere('f', 'g')).toEqual([false, false]);
  });

  test.each([
    ['QuotaExceededError', 'browser-storage-full'],
    ['NotReadableError', 'file-unreadable'],
  ])('that %s refuses are refused at the door as %s', async (name, code) => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    await expect(putBlob(blob('x'), 'x')).rejects.toMatchObject({ code });
  });
});

test('the blob store deletes orphans, but nothing in use or stored a moment ago', async () => {
  await putBlob(blob('a'), 'used');
  await putBlob(blob('b'), 'orphan');
  const later = Date.now() + 1;
  vi.spyOn(Date, 'now').mockReturnValue(later);
  await putBlob(blob('c'), 'fresh');
  await deleteBlobsExcept(async id => id === 'used', later);
  expect(await areThere('used', 'orphan', 'fresh')).toEqual([true, false, true]);
});

test('looking for orphaned blobs does not delay reads', async () => {
  await putBlob(blob('a'), 'used');
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  let isAsked = false;
  await deleteBlobsExcept(async () => {
    isAsked = true;
    // Another transaction of this moment would wait for one that writes.
    return (await getBlob('used')) !== null;
  }, Date.now() + 1);
  expect([isAsked, transaction.mock.calls.map(([, mode]) => mode ?? 'readonly')]).toEqual([
    true,
    transaction.mock.calls.map(() => 'readonly'),
  ]);
});
