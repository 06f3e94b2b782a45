// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followBucket, recordPhoto } from '../../../src/catalog/catalog';
import { addressOf } from '../../../src/catalog/picture-address';
import type { PageImage } from '../../../src/popup/picker/page-image';
import { findSaved, useSavedImages } from '../../../src/popup/picker/saved-images';
import { renderHook } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { pageImage } from './page-images';

const worker = new ScriptedWorker();

const URLS = ['https://h.example/1.jpg', 'https://h.example/2.jpg', 'https://h.example/3.jpg'] as const;
const [ONE, TWO, THREE] = URLS;

const record = async (...urls: readonly string[]): Promise<void> => {
  for (const url of urls)
    await recordPhoto('mine', {
      ...{ key: `a/${url}`, id: url, provenance: null, recordedAt: 1 },
      addresses: [(await addressOf(url)) ?? ''],
    });
};

beforeEach(async () => {
  worker.clear();
  await followBucket('another');
  await followBucket('mine');
});

afterEach(() => vi.unstubAllGlobals());

test('a picture is in the bucket that was saved from its best URL, or from the one that is shown', async () => {
  await record(ONE, TWO);
  const images = [
    pageImage(ONE, { betterUrls: [THREE] }),
    pageImage(`${THREE}?small`, { betterUrls: [TWO] }),
    pageImage(`${THREE}?other`, { betterUrls: [`${THREE}?large`, TWO] }),
  ];
  expect(await findSaved('mine', images)).toEqual(new Set([THREE, TWO]));
  expect(await findSaved('another', images)).toEqual(new Set());
});

test('what can’t be decoded, or named a second time, is not in the bucket, and keeps nobody from being found', async () => {
  // happy-dom decodes anything.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await record(ONE);
  const images = ['data:image/png;base64,!', 'blob:https://h.example/1', ONE].map(url => pageImage(url));
  expect(await findSaved('mine', images)).toEqual(new Set([ONE]));
  expect(worker.calls).toMatchObject([{ name: 'diagnostics.report', args: { event: 'picker.address' } }]);
});

const rendered = (bucket: string | null, ...urls: readonly string[]) =>
  renderHook(
    ({ bucket, images }: { readonly bucket: string | null; readonly images: readonly PageImage[] }) =>
      useSavedImages(bucket, images),
    { bucket, images: urls.map(url => pageImage(url)) },
  );

test('pictures are marked while more of them are found, each asked for once', async () => {
  await record(ONE, TWO);
  const hook = await rendered('mine', ONE, THREE);
  await vi.waitFor(() => expect(hook.now()).toEqual(new Set([ONE])));
  await record(THREE); // as it was when it was asked for
  await hook.rerender({ bucket: 'mine', images: URLS.map(url => pageImage(url)) });
  await vi.waitFor(() => expect(hook.now()).toEqual(new Set([ONE, TWO])));
});

test('marks of one bucket are none of another, and without a bucket there are none', async () => {
  await record(ONE);
  const images = [pageImage(ONE)];
  const hook = await rendered(null, ONE);
  expect(hook.now()).toEqual(new Set());
  await hook.rerender({ bucket: 'mine', images });
  await vi.waitFor(() => expect(hook.now()).toEqual(new Set([ONE])));
  await hook.rerender({ bucket: 'another', images });
  expect(hook.now()).toEqual(new Set());
});
