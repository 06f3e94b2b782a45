import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { getBlob } from '../../../src/blobs/blob-store';
import { ShoeboxError } from '../../../src/core/failure';
import type { Addition } from '../../../src/popup/adding/add-files';
import { addFiles } from '../../../src/popup/adding/add-files';
import { addition } from '../tray/views';

const call = vi.hoisted(() => vi.fn());
const reportFromPage = vi.hoisted(() => vi.fn());
vi.mock('../../../src/messaging/client', () => ({ call }));
vi.mock('../../../src/messaging/report-from-page', () => ({ reportFromPage }));

let estimate: StorageEstimate;

beforeEach(() => {
  vi.restoreAllMocks();
  call.mockReset().mockResolvedValue(undefined);
  reportFromPage.mockReset();
  estimate = {};
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate } });
});

/** Hands over, and tells what became of each. */
async function outcomes(
  additions: readonly Addition[],
  isWanted: (addition: Addition) => boolean = () => true,
) {
  const became = new Map<string, string>();
  await addFiles(additions, {
    isWanted,
    onDone: done => {
      for (const { id } of done) became.set(id, 'done');
    },
    onFailed: (failed, { code }) => {
      for (const { id } of failed) became.set(id, code);
    },
  });
  return Object.fromEntries(became);
}

/** The disk refuses these files. */
const refuse = (name: string, refused: readonly Blob[]): void => {
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (refused.includes(value.blob)) throw new DOMException('no', name);
    return Reflect.apply(put, this, [value, key]);
  });
};

test('many files are stored together and told in one message', async () => {
  const [a, b] = [addition('a'), addition('b')];
  expect(await outcomes([a, b])).toEqual({ a: 'done', b: 'done' });
  expect(call.mock.calls).toEqual([
    [
      'photos.add',
      {
        album: 'Album/',
        files: [
          { blobId: 'a', name: 'a.jpg', size: 5, mediaType: '' },
          { blobId: 'b', name: 'b.jpg', size: 5, mediaType: '' },
        ],
      },
    ],
  ]);
  expect(await getBlob('b')).not.toBeNull();
});

test.each([
  ['NotReadableError', 'file-unreadable'],
  ['QuotaExceededError', 'browser-storage-full'],
])('a file that meets %s is refused by itself, the others go on', async (name, code) => {
  const [first, bad, last] = [addition('first'), addition('bad'), addition('last')];
  refuse(name, [bad.file]);
  expect(await outcomes([first, bad, last])).toEqual({ first: 'done', bad: code, last: 'done' });
  expect(reportFromPage.mock.calls).toMatchObject([['additions.store-together', { code }]]);
});

test('what can not fit is refused before anything is read', async () => {
  estimate = { quota: 8, usage: 2 };
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  expect(await outcomes([addition('a'), addition('b')])).toEqual({ a: 'done', b: 'browser-storage-full' });
  expect(put).toHaveBeenCalledTimes(1);
});

test('one that is not wanted any more is not added', async () => {
  let asked = 0;
  // Cancelled while it was being stored.
  const isWanted = ({ id }: Addition) => id !== 'gone' || asked++ === 0;
  await outcomes([addition('gone'), addition('kept')], isWanted);
  expect(call.mock.calls[0]?.[1].files).toMatchObject([{ blobId: 'kept' }]);
  await vi.waitFor(async () => expect(await getBlob('gone')).toBeNull(), 10_000);
});

test('a worker that died over the question is asked again', async () => {
  call.mockRejectedValueOnce(new ShoeboxError('interrupted'));
  expect(await outcomes([addition('a')])).toEqual({ a: 'done' });
  expect(call).toHaveBeenCalledTimes(2);
});

test('what the worker refuses is told of each file', async () => {
  call.mockRejectedValue(new ShoeboxError('not-configured'));
  expect(await outcomes([addition('a'), addition('b')])).toEqual({
    a: 'not-configured',
    b: 'not-configured',
  });
});
