// @vitest-environment happy-dom
import { type ComponentChild, h } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { AppContext } from '../../../src/popup/model/app-context';
import { type PhotoPlace, usePhotoActions } from '../../../src/popup/photos/use-photo-actions';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

const worker = new ScriptedWorker();
const app = {
  navigate: vi.fn(),
  announce: vi.fn(),
  addFolder: vi.fn(),
  showKeys: vi.fn(),
  paste: { current: vi.fn() },
  linkLifetimes: [],
};
const inApp = (child: ComponentChild) => h(AppContext.Provider, { value: app }, child);
const PHOTOS = [photo('1.jpg'), photo('2.jpg')];
const [PHOTO = photo('1.jpg')] = PHOTOS;

const placeOf = () => ({
  album: 'A/',
  rootPrefix: '',
  onOpen: vi.fn(),
  onDetails: vi.fn(),
  onRemoved: vi.fn(),
  onRenamed: vi.fn(),
  onDone: vi.fn(),
});

const actionsIn = (place: PhotoPlace) => renderHook(usePhotoActions, place, inApp);

beforeEach(() => vi.clearAllMocks());

test('the function that runs actions stays the same, and acts where photos are shown now', async () => {
  const [before, now] = [placeOf(), placeOf()];
  const hook = await actionsIn(before);
  const { run } = hook.now();
  await hook.rerender(now);
  expect(hook.now().run).toBe(run);
  run('open', [PHOTO]);
  run('details', [PHOTO]);
  expect(before.onOpen).not.toHaveBeenCalled();
  expect(now.onOpen).toHaveBeenCalledWith(PHOTO);
  expect(now.onDetails).toHaveBeenCalledWith(PHOTO);
});

test('photos are taken out of what is shown once their deletion is written down', async () => {
  const place = placeOf();
  const hook = await actionsIn(place);
  await settle(() => hook.now().run('remove', PHOTOS));
  expect(place.onRemoved).not.toHaveBeenCalled();
  await settle(() => worker.lastCall('jobs.start').resolve(undefined));
  expect(worker.lastCall('jobs.start').args).toMatchObject({ wish: { kind: 'delete-photos' } });
  expect(place.onRemoved).toHaveBeenCalledWith(PHOTOS);
});

test('photos are deleted once, however often that is asked for before it is written down', async () => {
  const place = placeOf();
  const hook = await actionsIn(place);
  worker.clear();
  await settle(() => hook.now().run('remove', [PHOTO]));
  await settle(() => hook.now().run('remove', PHOTOS));
  expect(worker.callsOf('jobs.start').map(({ args }) => args)).toMatchObject([
    { wish: { photos: [PHOTO] } },
    { wish: { photos: PHOTOS.slice(1) } },
  ]);
  await settle(() => worker.callsOf('jobs.start')[0]?.reject(new ShoeboxError('not-configured')));
  await settle(() => hook.now().run('remove', [PHOTO]));
  expect(worker.callsOf('jobs.start')).toHaveLength(3);
});

test('a cover that is set is told, and the photo stays where it is', async () => {
  const place = placeOf();
  const hook = await actionsIn(place);
  await settle(() => hook.now().run('cover', [PHOTO]));
  await settle(() => worker.lastCall('albums.set-cover').resolve(undefined));
  expect(worker.lastCall('albums.set-cover').args).toEqual({ prefix: 'A/', key: PHOTO.key });
  expect(app.announce).toHaveBeenCalledTimes(1);
  expect(place.onDone).toHaveBeenCalled();
  expect(place.onRemoved).not.toHaveBeenCalled();
});

test('a user is asked for a name before a photo is renamed, and for an album before it is moved', async () => {
  const hook = await actionsIn(placeOf());
  expect(hook.now().dialog).toBe(false);
  for (const name of ['rename', 'move', 'copy'] as const) {
    await settle(() => hook.now().run(name, [PHOTO]));
    expect(hook.now().dialog).not.toBe(false);
  }
});

test('a link that may not be copied without a click leads to the page of the link', async () => {
  const writeText = vi.fn().mockRejectedValue(new DOMException('no gesture', 'NotAllowedError'));
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const hook = await actionsIn(placeOf());
  await settle(() => hook.now().run('link', [PHOTO]));
  await settle(() => {
    worker.lastCall('photos.share').resolve([]);
    worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES);
  });
  expect(app.navigate).toHaveBeenCalledWith({ view: 'link', key: PHOTO.key });
  expect(app.announce).not.toHaveBeenCalled();
});

test('a link for which a time was chosen is asked for with that time, and its end is said', async () => {
  const write = vi.fn(async (_items: unknown) => {});
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
  vi.stubGlobal('ClipboardItem', class {});
  const hook = await actionsIn(placeOf());
  await settle(() => hook.now().run('linkFor', PHOTOS, { lifeSeconds: 604_800 }));
  expect(worker.lastCall('photos.share').args).toEqual({
    keys: PHOTOS.map(({ key }) => key),
    lifeSeconds: 604_800,
  });
  const expiresAt = new Date(2099, 11, 8, 14, 10).getTime();
  await settle(() => {
    worker
      .lastCall('photos.share')
      .resolve(PHOTOS.map(({ key }) => ({ key, url: 'https://b.test/', s3Uri: 's3://b/', expiresAt })));
    // Which is no link, and has no end.
    const links = { ...DEFAULT_PREFERENCES.links, format: 's3' as const };
    worker.lastCall('preferences.get').resolve({ ...DEFAULT_PREFERENCES, links });
  });
  expect(app.announce.mock.lastCall?.[0]).toMatch(/work until Dec 8, 2099, 2:10\sPM/);
});
