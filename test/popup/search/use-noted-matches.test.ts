// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { followBucket } from '../../../src/catalog/catalog';
import { learnFromList } from '../../../src/catalog/learn-from-list';
import { bucketIdentity, EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import { MAX_SHOWN } from '../../../src/popup/search/find-photos';
import { useNotedMatches } from '../../../src/popup/search/use-noted-matches';
import { renderHook } from '../../ui/render-hook';

test('all photos of an album that match are told, however many', async () => {
  const settings: Settings = { ...EMPTY_SETTINGS, bucket: 'b', region: 'us-east-1' };
  const bucket = bucketIdentity(settings);
  const photos = Array.from({ length: MAX_SHOWN + 1 }, (_, at) => ({
    ...{ key: `A/rose ${at}.jpg`, id: `${at}-7`, storedAt: at },
  }));
  await followBucket(bucket);
  await learnFromList(bucket, 'A/', { photos, albums: [] }, 1);
  const hook = await renderHook((query: string) => useNotedMatches(settings, 'A/', query), 'rose');
  expect(hook.now()).toEqual({ keys: new Set(), isLooking: true });
  await vi.waitFor(() => expect(hook.now().isLooking).toBe(false));
  expect(hook.now().keys.size).toBe(photos.length);
});
