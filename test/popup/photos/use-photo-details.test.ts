// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import type { PhotoDetails } from '../../../src/messaging/protocol';
import { type PhotoDetailsState, usePhotoDetails } from '../../../src/popup/photos/use-photo-details';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const from = (pageUrl: string): PhotoDetails => ({
  provenance: { pageUrl, pageTitle: '', sourceUrl: '', alt: '', strategy: null, savedAt: 0 },
  originalSha256: null,
  isArchived: false,
  fileDates: { modifiedAt: null, takenAt: null },
});

test.each([
  ['https://a.test/page', 'https://a.test/page'],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
  ['', undefined],
])('the page %j that a photo is noted to come from is a link only if it is on the web', async (url, href) => {
  const hook = await renderHook(usePhotoDetails, 'A/1.jpg');
  expect(hook.now()).toMatchObject({ details: null, page: null });
  await settle(() => worker.lastCall('photos.details').resolve(from(url)));
  expect(hook.now().page?.href).toBe(href);
  await hook.unmount();
});

test('details that arrive for a photo that is shown no more are not those of the next one', async () => {
  const hook = await renderHook<string, PhotoDetailsState>(usePhotoDetails, 'A/1.jpg');
  const first = worker.lastCall('photos.details');
  await hook.rerender('A/2.jpg');
  await settle(() => worker.lastCall('photos.details').resolve(from('https://second.test/')));
  await settle(() => first.resolve(from('https://first.test/')));
  expect(hook.now().page?.href).toBe('https://second.test/');
  await hook.unmount();
});
