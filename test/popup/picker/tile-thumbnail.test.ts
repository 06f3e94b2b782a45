// @vitest-environment happy-dom
import { h, render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import type { PageImage } from '../../../src/popup/picker/page-image';
import { TileThumbnail } from '../../../src/popup/picker/tile-thumbnail';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { pageImage } from './page-images';

const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const PAGE = { tabId: 7, url: 'https://example.org/', title: 'Page' };

async function tileOf(image: PageImage, page = PAGE) {
  const root = document.createElement('div');
  const onMeasured = vi.fn();
  await settle(() => render(h(TileThumbnail, { page, image, onMeasured }), root));
  const picture = () => root.querySelector('img')?.getAttribute('src') ?? null;
  return { root, picture, remove: () => settle(() => render(null, root)) };
}

test('TileThumbnail draws a picture from its own URL, and asks the page for nothing', async () => {
  const { picture } = await tileOf(pageImage('https://example.org/1.jpg'));
  expect(picture()).toBe('https://example.org/1.jpg');
  expect(worker.calls).toHaveLength(0);
});

test('TileThumbnail asks the page for a picture that can not be drawn here, once for all tiles to come', async () => {
  const image = pageImage('https://example.org/2.jpg');
  const { root, picture } = await tileOf(image);
  await settle(() => root.querySelector('img')?.dispatchEvent(new Event('error')));
  await settle(() => worker.lastCall('page.thumbnail').resolve('data:image/webp;base64,AA'));
  expect(picture()).toBe('data:image/webp;base64,AA');
  const again = await tileOf(image);
  expect(again.picture()).toBe('data:image/webp;base64,AA');
  expect(worker.calls).toHaveLength(1);
});

test('TileThumbnail draws an icon when the page has no picture either', async () => {
  const { root } = await tileOf(pageImage('blob:https://example.org/3'));
  await settle(() => worker.lastCall('page.thumbnail').reject(new ShoeboxError('interrupted')));
  expect(root.querySelector('.tile-glyph svg')).not.toBeNull();
});

test('TileThumbnail that is gone before the answer keeps it for the next one', async () => {
  const image = pageImage('blob:https://example.org/4');
  const { remove } = await tileOf(image);
  await remove();
  await settle(() => worker.lastCall('page.thumbnail').resolve('data:image/webp;base64,AA'));
  expect((await tileOf(image)).picture()).toBe('data:image/webp;base64,AA');
});

test.each([
  ['http://192.168.1.1/reboot.png', {}],
  ['http://localhost:8080/a.png', { frameUrl: 'about:srcdoc' }],
  ['https://router.local/a.png', { frameUrl: 'https://frame.example.org/' }],
])('TileThumbnail of %s on a public page is an icon, and nobody is asked for it', async (url, facts) => {
  const { root, picture } = await tileOf(pageImage(url, facts));
  expect(picture()).toBeNull();
  expect(root.querySelector('.tile-glyph svg')).not.toBeNull();
  expect(worker.calls).toHaveLength(0);
});

test('TileThumbnail of a page in the private network draws pictures of that network', async () => {
  const page = { ...PAGE, url: 'http://nas.local/' };
  const image = pageImage('http://nas.local/a.png', { frameUrl: 'http://nas.local/' });
  expect((await tileOf(image, page)).picture()).toBe('http://nas.local/a.png');
});
