// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getThumbnail, putThumbnail } from '../../../src/blobs/transfer-thumbnail-store';
import type { TransferView } from '../../../src/messaging/protocol';
import {
  useDeleteStaleThumbnails,
  useTransferThumbnail,
} from '../../../src/popup/tray/use-transfer-thumbnail';
import { renderHook, settle } from '../../ui/render-hook';
import { FakeIntersections } from './intersections';
import { view } from './views';

let intersections: FakeIntersections;

beforeEach(() => {
  intersections = new FakeIntersections();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function rowOf(transfer: TransferView) {
  const element = document.createElement('span');
  const ref = { current: element };
  const hook = await renderHook((shown: TransferView) => useTransferThumbnail(ref, shown), transfer);
  return { element, hook };
}

test('useTransferThumbnail: a row that stays in view shows the stored thumbnail, and a later one at once', async () => {
  await putThumbnail('stored', new Blob(['small'], { type: 'image/webp' }));
  const { element, hook } = await rowOf(view('stored'));
  expect(hook.now().url).toBeNull();
  intersections.show(element, 1);
  await vi.waitFor(async () => {
    await settle();
    expect(hook.now().url).toMatch(/^blob:/);
  });
  const later = await rowOf(view('stored'));
  expect(later.hook.now().url).toBe(hook.now().url);
});

test('useTransferThumbnail: a thumbnail that can not be drawn gives way to the icon, for rows to come, too', async () => {
  await putThumbnail('broken', new Blob(['none'], { type: 'image/webp' }));
  const { element, hook } = await rowOf(view('broken'));
  intersections.show(element, 1);
  await vi.waitFor(async () => {
    await settle();
    expect(hook.now().url).not.toBeNull();
  });
  await settle(hook.now().onBroken);
  expect(hook.now().url).toBeNull();
  expect((await rowOf(view('broken'))).hook.now().url).toBeNull();
});

test('useTransferThumbnail: a row that only passes by is not looked up', async () => {
  await putThumbnail('passing', new Blob(['small'], { type: 'image/webp' }));
  const { element, hook } = await rowOf(view('passing'));
  intersections.show(element, 1);
  intersections.show(element, 0);
  // One that came into view after it, and stays, is looked up by then.
  await putThumbnail('staying', new Blob(['small'], { type: 'image/webp' }));
  const staying = await rowOf(view('staying'));
  intersections.show(staying.element, 1);
  await vi.waitFor(async () => {
    await settle();
    expect(staying.hook.now().url).not.toBeNull();
  });
  expect(hook.now().url).toBeNull();
});

test('useDeleteStaleThumbnails: once the list is known, thumbnails of transfers that are not on it are deleted', async () => {
  let idle = (): void => {};
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    idle = callback;
  });
  vi.stubGlobal('cancelIdleCallback', () => {});
  for (const id of ['kept', 'gone']) await putThumbnail(id, new Blob(['small']));
  const hook = await renderHook<readonly TransferView[] | null, void>(useDeleteStaleThumbnails, null);
  idle();
  expect(await getThumbnail('gone')).not.toBeNull();
  await hook.rerender([view('kept')]);
  idle();
  await vi.waitFor(async () => expect(await getThumbnail('gone')).toBeNull());
  expect(await getThumbnail('kept')).not.toBeNull();
});
