// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { NEWEST_FIRST, type PhotoOrder } from '../../../src/popup/model/photo-order';
import { usePhotoOrder, usePhotosShown } from '../../../src/popup/model/use-photo-order';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

new ScriptedWorker(); // what is reported goes to it
beforeEach(() => localStorage.clear());

const BY_NAME: PhotoOrder = { by: 'name', isDescending: false };

test('the newest photos come first until another order is chosen, which is that of the next album, too', async () => {
  const hook = await renderHook(usePhotoOrder, undefined);
  expect(hook.now()[0]).toEqual(NEWEST_FIRST);
  await settle(() => hook.now()[1](BY_NAME));
  expect(hook.now()[0]).toEqual(BY_NAME);
  expect((await renderHook(usePhotoOrder, undefined)).now()[0]).toEqual(BY_NAME);
});

test.each(['no JSON', '"text"', '{"by":"colour"}', 'null'])(
  'the newest photos come first when what is stored as their order is %s',
  async stored => {
    localStorage.setItem('photo-order', stored);
    expect((await renderHook(usePhotoOrder, undefined)).now()[0]).toEqual(NEWEST_FIRST);
  },
);

test('of the photos that are there those are shown that match the query, in order', async () => {
  const photos = [photo('b.jpg'), photo('a.jpg'), photo('a.png')];
  const hook = await renderHook<string, readonly string[]>(
    query => usePhotosShown(photos, BY_NAME, query).map(({ name }) => name),
    '',
  );
  expect(hook.now()).toEqual(['a.jpg', 'a.png', 'b.jpg']);
  await hook.rerender('jpg');
  expect(hook.now()).toEqual(['a.jpg', 'b.jpg']);
});

test('photos that are shown are the same array while nothing about them changes', async () => {
  const photos = [photo('b.jpg'), photo('a.jpg')];
  const hook = await renderHook(() => usePhotosShown(photos, BY_NAME, ''), 0);
  const before = hook.now();
  await hook.rerender(1);
  expect(hook.now()).toBe(before);
});
