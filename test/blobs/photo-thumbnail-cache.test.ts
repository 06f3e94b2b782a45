import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { cachedThumbnails, cacheThumbnail, uncacheThumbnails } from '../../src/blobs/photo-thumbnail-cache';
import type { ReportError } from '../../src/core/diagnostics';

const unexpected: ReportError = (event, error) => {
  throw new Error(event, { cause: error });
};
const DAY = 24 * 60 * 60_000;
const BOUND = 100_000;
const picture = (bytes: number): Blob => new Blob([new Uint8Array(bytes)], { type: 'image/webp' });

test('the thumbnail cache returns thumbnails in the order of their ids, and remembers that there is none', async () => {
  await cacheThumbnail('a', picture(3));
  await cacheThumbnail('none', null);
  const [none, unknown, a] = await cachedThumbnails(['none', 'unknown', 'a'], unexpected);
  expect([none, unknown]).toEqual([null, undefined]);
  expect([a?.size, a?.type]).toEqual([3, 'image/webp']);
  await uncacheThumbnails(['a', 'none']);
  expect(await cachedThumbnails(['a', 'none'], unexpected)).toEqual([undefined, undefined]);
});

test('the thumbnail cache stays within its limit and drops what was unused for longest', async () => {
  for (let index = 0; index < 9; index++)
    await cacheThumbnail(`${index}`, picture(10_000), BOUND, index * DAY);
  // The oldest is looked at again.
  expect((await cachedThumbnails(['0'], unexpected, 20 * DAY))[0]?.size).toBe(10_000);
  for (let index = 10; index < 14; index++)
    await cacheThumbnail(`${index}`, picture(10_000), BOUND, index * DAY);
  const ids = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '10', '11', '12', '13'];
  const left = (await cachedThumbnails(ids, unexpected, 20 * DAY)).map((blob, index) =>
    blob == null ? '' : ids[index],
  );
  expect(left.filter(id => id !== '').length).toBeLessThanOrEqual(9);
  expect(left).toContain('0');
  expect(left).toContain('13');
  expect(left).not.toContain('1');
});

test('the thumbnail cache returns thumbnails although their use can’t be noted, which is reported', async () => {
  await cacheThumbnail('seldom', picture(3));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const report = vi.fn<ReportError>();
  const [seldom] = await cachedThumbnails(['seldom'], report, Date.now() + 300 * DAY);
  expect(seldom?.size).toBe(3);
  await vi.waitFor(() =>
    expect(report).toHaveBeenCalledExactlyOnceWith('thumbnail-cache.note-uses', expect.any(DOMException)),
  );
  vi.restoreAllMocks();
});
