// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { Permissions } from 'webextension-polyfill';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import { useHostAccess } from '../../../src/options/bucket/use-host-access';
import { deferred } from '../../deferred';
import { renderHook, settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { startFakeWorker } from '../../webextension/fake-worker';

const contains = vi.fn<(permissions: Permissions.AnyPermissions) => Promise<boolean>>();
const request = vi.fn<(permissions: Permissions.Permissions) => Promise<boolean>>();
const noted = vi.fn(async () => undefined);

const settings = (bucket: string): Settings => ({ ...EMPTY_SETTINGS, bucket, region: 'eu-west-1' });
const origins = (bucket: string) => ({ origins: expect.arrayContaining([expect.stringContaining(bucket)]) });

beforeEach(() => {
  contains.mockReset().mockResolvedValue(true);
  request.mockReset().mockResolvedValue(true);
  noted.mockClear();
  startFakeWorker({ 'diagnostics.report': noted });
  fakeBrowser({ permissions: { contains, request } });
});

test('useHostAccess tells which stored settings have hosts that the browser does not let Shoebox reach', async () => {
  contains.mockResolvedValue(false);
  const stored = settings('stored');
  const hook = await renderHook(useHostAccess, stored);
  expect(contains).toHaveBeenCalledExactlyOnceWith(origins('stored'));
  expect(hook.now()).toMatchObject({ missing: stored, pending: null });
});

test('request asks the browser in the very turn of the click', async () => {
  const hook = await renderHook(useHostAccess, null);
  void hook.now().request(settings('new'));
  expect(request).toHaveBeenCalledExactlyOnceWith(origins('new'));
  await settle();
  expect(hook.now()).toMatchObject({ missing: null, pending: null });
});

test('access that the user refuses is missing, and request does not reject', async () => {
  request.mockResolvedValue(false);
  const hook = await renderHook(useHostAccess, null);
  await settle(() => void hook.now().request(settings('new')));
  expect(hook.now()).toMatchObject({ missing: { bucket: 'new' } });
});

test('a browser that does not ask is reported, and counts as a refusal', async () => {
  request.mockRejectedValue(new Error('This function must be called during a user gesture'));
  const hook = await renderHook(useHostAccess, null);
  await settle(() => void hook.now().request(settings('new')));
  expect(hook.now()).toMatchObject({ missing: { bucket: 'new' } });
  await vi.waitFor(() =>
    expect(noted).toHaveBeenCalledWith(expect.objectContaining({ event: 'settings.request-access' })),
  );
});

test('of two requests only the answer to the last one counts', async () => {
  const first = deferred<boolean>();
  request.mockReturnValueOnce(first.promise);
  const hook = await renderHook(useHostAccess, null);
  await settle(() => void hook.now().request(settings('first')));
  await settle(() => void hook.now().request(settings('second')));
  await settle(() => first.resolve(false));
  expect(hook.now()).toMatchObject({ missing: null, pending: null });
});

test('a question of the browser that is open for 400 ms is told as pending until it is answered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const answer = deferred<boolean>();
  request.mockReturnValueOnce(answer.promise);
  const hook = await renderHook(useHostAccess, null);
  await settle(() => void hook.now().request(settings('new')));
  expect(hook.now().pending).toBeNull();
  await settle(() => void vi.advanceTimersByTime(400));
  expect(hook.now().pending).toMatchObject({ bucket: 'new' });
  await settle(() => answer.resolve(true));
  expect(hook.now()).toMatchObject({ missing: null, pending: null });
  vi.useRealTimers();
});
