// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ScannedFrame } from '../../../src/core/found-image';
import { useScan } from '../../../src/popup/picker/use-scan';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { pageImage } from './page-images';

const worker = new ScriptedWorker();

const frame = (frameId: number, ...urls: readonly string[]): ScannedFrame => ({
  ...{ frameId, title: `frame ${frameId}`, url: 'https://example.org/', frames: [] },
  images: urls.map(url => pageImage(url)),
});
const [A, B] = ['https://example.org/a.jpg', 'https://example.org/b.jpg'];

test('a page that is looked through again stays as it was found until it answers', async () => {
  const hook = await renderHook(useScan, 7);
  const first = worker.lastStream('page.scan');
  await settle(() => first.tell(frame(0, A)));
  await settle(hook.now().retry);
  expect(hook.now()).toMatchObject({ page: { tabId: 7, title: 'frame 0' }, images: [{ url: A }] });
  await settle(() => first.fail(new Error('of the look before')));
  await settle(() => worker.lastStream('page.scan').tell(frame(0, B)));
  expect(hook.now().images.map(({ url }) => url)).toEqual([B]);
  expect(hook.now().task).toMatchObject({ busy: true, failure: null });
});

test('the size that a picture turned out to have is not lost with the next frame', async () => {
  const hook = await renderHook(useScan, 7);
  await settle(() => worker.lastStream('page.scan').tell(frame(0, A)));
  await settle(() => hook.now().setSize(pageImage(A), 30, 20));
  await settle(() => worker.lastStream('page.scan').tell(frame(1, B)));
  expect(hook.now().images).toMatchObject([{ url: A, width: 30, height: 20 }, { url: B }]);
});
