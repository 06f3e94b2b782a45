// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { useAlbumOrder, useAlbumsInOrder } from '../../../src/popup/model/use-album-order';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => localStorage.clear());

const albums = ['A', 'B', 'C', 'D'].map(name => ({ prefix: `${name}/`, name }));

test('albums stand by their last use until another order is chosen, which stays', async () => {
  const hook = await renderHook(useAlbumOrder, undefined);
  expect(hook.now()[0]).toBe('use');
  await settle(() => hook.now()[1]('name'));
  expect(hook.now()[0]).toBe('name');
  expect((await renderHook(useAlbumOrder, undefined)).now()[0]).toBe('name');
});

test.each([
  ['use', ['C/', 'gone/', 'B/'], 'CBAD'],
  ['use', ['D/in/', 'C/', 'D/'], 'DCAB'],
  ['name', ['C/', 'B/'], 'ABCD'],
] as const)('albums by %s, of which %j were used last, stand as %s', async (order, recent, names) => {
  const hook = await renderHook(() => useAlbumsInOrder(albums, recent, order), undefined);
  expect(
    hook
      .now()
      .map(({ name }) => name)
      .join(''),
  ).toBe(names);
});
