// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import { useSaveImages } from '../../../src/popup/picker/save-bar';
import { renderHook, settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { pageImage } from './page-images';

const worker = new ScriptedWorker();
const request = vi.fn();

const PAGE = { tabId: 7, url: 'https://example.org/', title: 'Page' };
const ALBUM = { prefix: 'Trips/', name: 'Trips' };
const IMAGES = [pageImage('https://cdn.example.net/1.jpg'), pageImage('https://example.org/2.jpg')];

beforeEach(() => {
  worker.clear();
  request.mockReset().mockResolvedValue(true);
  fakeBrowser({ permissions: { request }, extension: { getViews: () => [] } });
});

async function saving() {
  const onSaved = vi.fn();
  const hook = await renderHook(() => useSaveImages(null, onSaved), undefined);
  return { hook, onSaved };
}

test('useSaveImages asks for the hosts within the click, and has all images saved in one call', async () => {
  const { hook, onSaved } = await saving();
  hook.now().save(PAGE, IMAGES, ALBUM);
  expect(request.mock.calls).toEqual([[{ origins: ['https://cdn.example.net/*'] }]]);
  await settle();
  const { args, resolve } = worker.lastCall('web.save');
  expect(args).toMatchObject({
    album: 'Trips/',
    sources: [{ url: IMAGES[0]?.url }, { url: IMAGES[1]?.url }],
  });
  expect(onSaved).not.toHaveBeenCalled();
  await settle(() => resolve(['1', '2']));
  expect(onSaved.mock.calls).toEqual([[IMAGES, ['1', '2'], ALBUM]]);
});

test('useSaveImages saves what it can when access is refused, or can not be asked for', async () => {
  const { hook } = await saving();
  request.mockRejectedValue(new Error('not in a user gesture'));
  await settle(() => hook.now().save(PAGE, IMAGES, ALBUM));
  expect(worker.callsOf('web.save')).toHaveLength(1);
});

test('useSaveImages asks for nothing in the toolbar’s popup, which would close over the question', async () => {
  fakeBrowser({ extension: { getViews: () => [window] } });
  const { hook } = await saving();
  await settle(() => hook.now().save(PAGE, IMAGES, ALBUM));
  expect(request).not.toHaveBeenCalled();
  expect(worker.callsOf('web.save')).toHaveLength(1);
});

test('useSaveImages tells a failure, and saves again when told to', async () => {
  const { hook, onSaved } = await saving();
  await settle(() => hook.now().save(PAGE, IMAGES, ALBUM));
  await settle(() => worker.lastCall('web.save').reject(new ShoeboxError('not-configured')));
  expect(hook.now().task).toMatchObject({ busy: false, failure: { code: 'not-configured' } });
  expect(onSaved).not.toHaveBeenCalled();
  await settle(hook.now().task.retry);
  expect(worker.callsOf('web.save')).toHaveLength(2);
});
