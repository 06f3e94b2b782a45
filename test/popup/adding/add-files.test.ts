import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallHandlers } from '../../../src/background/message-server';
import { getBlob } from '../../../src/blobs/blob-store';
import { ShoeboxError } from '../../../src/core/failure';
import { DEFAULT_PREFERENCES, NO_CONVERSION } from '../../../src/core/preferences';
import type { Addition } from '../../../src/popup/adding/add-files';
import { addFiles } from '../../../src/popup/adding/add-files';
import { jpegTakenAt } from '../../core/tiff-with';
import { box } from '../../location/crafted-files';
import { startFakeWorker } from '../../webextension/fake-worker';
import { addition } from '../tray/views';

const addPhotos = vi.fn<CallHandlers['photos.add']>();
const reportDiagnostics = vi.fn<CallHandlers['diagnostics.report']>();
const getPreferences = vi.fn<CallHandlers['preferences.get']>();
startFakeWorker({
  'photos.add': addPhotos,
  'diagnostics.report': reportDiagnostics,
  'preferences.get': getPreferences,
});

/** Files that a test has just made. */
const NO_DATES = { modifiedAt: null, takenAt: null };

let estimate: StorageEstimate;

beforeEach(() => {
  vi.restoreAllMocks();
  addPhotos.mockReset().mockResolvedValue(undefined);
  reportDiagnostics.mockReset().mockResolvedValue(undefined);
  getPreferences.mockReset().mockResolvedValue(DEFAULT_PREFERENCES);
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

test('many added files are stored together and sent in one message', async () => {
  const [a, b] = [addition('a'), addition('b')];
  expect(await outcomes([a, b])).toEqual({ a: 'done', b: 'done' });
  expect(addPhotos).toHaveBeenCalledExactlyOnceWith({
    album: 'Album/',
    files: [
      { blobId: 'a', name: 'a.jpg', size: 5, mediaType: '', dates: NO_DATES },
      { blobId: 'b', name: 'b.jpg', size: 5, mediaType: '', dates: NO_DATES },
    ],
  });
  expect(await getBlob('b')).not.toBeNull();
});

test('files keep their own date, and photographs the time at which they were taken', async () => {
  const lastModified = Date.UTC(2020, 0, 2);
  const photograph = jpegTakenAt('2019:07:04 08:09:10', '+09:00');
  const files = [
    { ...addition('photo'), file: new File([photograph], 'photo.jpg', { type: 'image/jpeg', lastModified }) },
    { ...addition('text'), file: new File([photograph], 'text.txt', { type: 'text/plain', lastModified }) },
    { ...addition('pasted'), file: new File(['png'], 'image.png', { type: 'image/png' }) },
  ];
  await outcomes(files);
  expect(addPhotos.mock.calls[0]?.[0].files.map(({ dates }) => dates)).toEqual([
    { modifiedAt: lastModified, takenAt: '2019-07-04T08:09:10+09:00' },
    { modifiedAt: lastModified, takenAt: null },
    NO_DATES,
  ]);
});

test.each([
  ['NotReadableError', 'file-unreadable'],
  ['QuotaExceededError', 'browser-storage-full'],
])('a file that meets %s is refused by itself, the others go on', async (name, code) => {
  const [first, bad, last] = [addition('first'), addition('bad'), addition('last')];
  refuse(name, [bad.file]);
  expect(await outcomes([first, bad, last])).toEqual({ first: 'done', bad: code, last: 'done' });
  expect(reportDiagnostics.mock.calls).toMatchObject([[{ event: 'additions.store-together', code }]]);
});

test('added files that can’t fit on the disk are refused before they are read', async () => {
  estimate = { quota: 8, usage: 2 };
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  expect(await outcomes([addition('a'), addition('b')])).toEqual({ a: 'done', b: 'browser-storage-full' });
  expect(put).toHaveBeenCalledTimes(1);
});

test('a file that was cancelled while being stored is not added', async () => {
  let asked = 0;
  // Cancelled while it was being stored.
  const isWanted = ({ id }: Addition) => id !== 'gone' || asked++ === 0;
  await outcomes([addition('gone'), addition('kept')], isWanted);
  expect(addPhotos.mock.calls[0]?.[0].files).toMatchObject([{ blobId: 'kept' }]);
  await vi.waitFor(async () => expect(await getBlob('gone')).toBeNull(), 10_000);
});

test('adding files is tried again when the worker died over it', async () => {
  addPhotos.mockRejectedValueOnce(new ShoeboxError('interrupted'));
  expect(await outcomes([addition('a')])).toEqual({ a: 'done' });
  expect(addPhotos).toHaveBeenCalledTimes(2);
});

test('a refusal of the worker is told of each added file', async () => {
  addPhotos.mockRejectedValue(new ShoeboxError('not-configured'));
  expect(await outcomes([addition('a'), addition('b')])).toEqual({
    a: 'not-configured',
    b: 'not-configured',
  });
});

describe('adding files where the place is to be removed', () => {
  const film = (metadata: string): File =>
    new File([Buffer.from(box('ftyp', 'mp42\0\0\0\0mp42') + box('moov', metadata), 'latin1')], 'a.mp4', {
      type: 'video/mp4',
      lastModified: 1_500_000_000_000,
    });
  const place = '+48.1372+011.5755/';

  beforeEach(() => {
    getPreferences.mockResolvedValue({
      ...DEFAULT_PREFERENCES,
      conversion: { ...NO_CONVERSION, stripLocation: true },
    });
  });

  test('stores them without it, under their own dates', async () => {
    const file = film(box('udta', box('\xa9xyz', place)));
    expect(await outcomes([{ ...addition('film'), file }])).toEqual({ film: 'done' });
    const stored = await getBlob('film');
    expect(stored?.size).toBe(file.size);
    expect(await stored?.text()).not.toContain(place);
    expect(addPhotos.mock.lastCall?.[0].files).toMatchObject([
      { size: file.size, mediaType: 'video/mp4', dates: { modifiedAt: 1_500_000_000_000 } },
    ]);
  });

  test('asks before it stores one from which it can’t be removed, and the others go on', async () => {
    const track = box(
      'trak',
      box('mdia', box('minf', box('stbl', box('stsd', `12345678${box('gpmd', place)}`)))),
    );
    const kept = { ...addition('asked'), file: film(track) };
    expect(await outcomes([kept, addition('other')])).toEqual({
      asked: 'location-not-removed',
      other: 'done',
    });
    expect(await getBlob('asked')).toBeNull();
    expect(await outcomes([{ ...kept, keepsLocation: true }])).toEqual({ asked: 'done' });
    expect(await (await getBlob('asked'))?.text()).toContain(place);
  });

  test('stores nothing while it can’t be known whether it is to be removed', async () => {
    getPreferences.mockRejectedValue(new ShoeboxError('interrupted'));
    expect(await outcomes([addition('unknown')])).toEqual({ unknown: 'interrupted' });
    expect(await getBlob('unknown')).toBeNull();
  });
});
