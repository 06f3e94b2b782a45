// @vitest-environment happy-dom
import { type ComponentChild, h } from 'preact';
import { expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { AppContext } from '../../../src/popup/model/app-context';
import { usePhotoActions } from '../../../src/popup/photos/use-photo-actions';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

const worker = new ScriptedWorker();
const app = { navigate: vi.fn(), announce: vi.fn(), addFolder: vi.fn(), paste: { current: vi.fn() } };
const inApp = (child: ComponentChild) => h(AppContext.Provider, { value: app }, child);
const PHOTO = photo('1.jpg');

test('the actions of photos stay the same while what deletes photos changes, and call what it is now', async () => {
  const [before, now] = [vi.fn(), vi.fn()];
  const hook = await renderHook(usePhotoActions, before, inApp);
  const { actions } = hook.now();
  await hook.rerender(now);
  expect(hook.now().actions).toBe(actions);
  actions.remove(PHOTO);
  expect(before).not.toHaveBeenCalled();
  expect(now).toHaveBeenCalledWith([PHOTO]);
});

test('a photo is viewed and its details are open until they are closed', async () => {
  const hook = await renderHook(usePhotoActions, () => {}, inApp);
  await settle(() => hook.now().actions.open(PHOTO));
  await settle(() => hook.now().actions.showDetails(PHOTO));
  expect(hook.now()).toMatchObject({ viewed: PHOTO.key, detailed: PHOTO });
  await settle(() => hook.now().show(null));
  await settle(() => hook.now().closeDetails());
  expect(hook.now()).toMatchObject({ viewed: null, detailed: null });
});

test('a link that may not be copied without a click leads to the page of the link', async () => {
  const writeText = vi.fn().mockRejectedValue(new DOMException('no gesture', 'NotAllowedError'));
  Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
  const hook = await renderHook(usePhotoActions, () => {}, inApp);
  await settle(() => hook.now().actions.copyLink(PHOTO));
  await settle(() => {
    worker.lastCall('photos.share').resolve([]);
    worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES);
  });
  expect(app.navigate).toHaveBeenCalledWith({ view: 'link', key: PHOTO.key });
  expect(app.announce).not.toHaveBeenCalled();
});
