// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { ToldStreams } from '../../messaging/told-streams';
import { renderHook, settle } from '../../ui/render-hook';

const told = new ToldStreams();
vi.mock('../../../src/messaging/client', () => ({ stream: told.stream }));
vi.mock('webextension-polyfill', async () => (await import('../english-texts')).englishTexts);

const { useChildAlbums } = await import('../../../src/popup/albums/use-album-chooser');

const page = (...names: readonly string[]) => ({
  albums: names.map(name => ({ prefix: `${name}/`, name })),
  photos: [],
  isLast: true,
});

test('of the albums in an album only those of the one that is open now are shown', async () => {
  const hook = await renderHook<string | null, ReturnType<typeof useChildAlbums>>(useChildAlbums, null);
  expect(told.of('albums.contents')).toEqual([]);
  await hook.rerender('A/');
  const ofA = told.last('albums.contents');
  await settle(() => ofA.tell(page('a')));
  await hook.rerender('B/');
  expect(hook.now()).toMatchObject({ value: [], busy: true });
  await settle(() => ofA.tell(page('more of a')));
  await settle(() => told.last('albums.contents').tell(page('b')));
  expect(hook.now().value.map(({ name }) => name)).toEqual(['b']);
});
