// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { Photo } from '../../../src/core/s3-object';
import { usePhotoThumbnail } from '../../../src/popup/model/use-photo-thumbnail';
import { FakeIntersections } from '../../ui/fake-intersections';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

const intersections = new FakeIntersections();
const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const element = { current: document.createElement('span') };
const open = (shown: Photo | null) =>
  renderHook((given: Photo | null) => ({ url: usePhotoThumbnail(element, given) }), shown);
/** The cache in IndexedDB is asked before the worker is. */
const asked = () =>
  expect.poll(() => settle().then(() => worker.callsOf('photos.thumbnail').length), { timeout: 10_000 });

test('a thumbnail is asked for once its place comes into view, and null when the photo has none', async () => {
  const hook = await open(photo('plain.jpg'));
  expect(hook.now().url).toBeUndefined();
  await settle();
  expect(worker.callsOf('photos.thumbnail')).toHaveLength(0);
  await intersections.tell(element.current, true);
  await asked().toBe(1);
  await settle(() => worker.lastCall('photos.thumbnail').resolve(null));
  expect(hook.now().url).toBeNull();
  await hook.unmount();
});

test('a thumbnail that arrives after its photo was replaced is not shown for the new one', async () => {
  const hook = await open(photo('replaced.jpg'));
  await intersections.tell(element.current, true);
  await asked().toBe(1);
  await hook.rerender(photo('replaced.jpg', { etag: 'other' }));
  await settle(() => worker.lastCall('photos.thumbnail').resolve(null));
  expect(hook.now().url).toBeUndefined();
  await hook.unmount();
});

test('without a photo there is no thumbnail, and nothing is asked', async () => {
  const hook = await open(null);
  await settle();
  expect(hook.now().url).toBeNull();
  expect(intersections.isObserved(element.current)).toBe(false);
  await hook.unmount();
});
