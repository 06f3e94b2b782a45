// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { usePhotoLink } from '../../../src/popup/model/use-photo-link';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
const writeText = vi.fn(async (_text: string) => {});
Object.defineProperty(navigator, 'clipboard', { value: { writeText } });

beforeEach(() => {
  worker.clear();
  writeText.mockReset();
});

/** Answers what is asked for a link. */
const answer = (expiresAt: number | null): Promise<void> =>
  settle(() => {
    const link = {
      key: 'A/1.jpg',
      name: '1.jpg',
      url: 'https://b.test/1.jpg',
      s3Uri: 's3://b/A/1.jpg',
      expiresAt,
    };
    worker.lastCall('photos.share').resolve([link]);
    worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES);
  });

test('the link to a photo is copied at once where the browser permits it', async () => {
  const hook = await renderHook(usePhotoLink, 'A/1.jpg');
  await answer(null);
  expect(hook.now()).toMatchObject({ link: { url: 'https://b.test/1.jpg' }, isCopied: true });
  expect(writeText).toHaveBeenCalledTimes(1);
  await hook.unmount();
});

test('a link that the browser wants a click for is shown, not told to be copied, and copied with the click', async () => {
  writeText.mockRejectedValueOnce(new DOMException('no gesture', 'NotAllowedError'));
  const hook = await renderHook(usePhotoLink, 'A/1.jpg');
  await answer(Date.now() + 60_000);
  expect(hook.now()).toMatchObject({ isCopied: false, task: { failure: null } });
  await settle(hook.now().copy);
  expect(hook.now().isCopied).toBe(true);
  expect(worker.callsOf('photos.share')).toHaveLength(1);
  await hook.unmount();
});

test('a link that works no more is made anew before it is copied', async () => {
  const hook = await renderHook(usePhotoLink, 'A/1.jpg');
  await answer(Date.now() - 1);
  await settle(hook.now().copy);
  expect(worker.callsOf('photos.share')).toHaveLength(2);
  await hook.unmount();
});
