// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Storage } from 'webextension-polyfill';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../src/core/preferences';
import { usePreferences } from '../../../src/options/preferences/use-preferences';
import { deferred } from '../../deferred';
import { renderHook, settle } from '../../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../../webextension/fake-browser';
import { startFakeWorker } from '../../webextension/fake-worker';

const onChanged = fakeEvent<(changes: Storage.StorageAreaOnChangedChangesType) => void>();
const save = vi.fn<(changes: Partial<Preferences>) => Promise<Preferences>>();
const load = vi.fn<() => Promise<Preferences>>();
const changedElsewhere = (preferences: Preferences): Promise<void> =>
  settle(() => void onChanged.emit({ preferences: { newValue: preferences } }));
/** Lets so much time pass. */
const pass = (ms: number): Promise<void> => settle(() => void vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  load.mockReset().mockResolvedValue(DEFAULT_PREFERENCES);
  save.mockReset().mockImplementation(async changes => ({ ...DEFAULT_PREFERENCES, ...changes }));
  fakeBrowser({ storage: { sync: { onChanged } } });
  startFakeWorker({ 'preferences.get': load, 'preferences.save': save });
});
afterEach(() => vi.useRealTimers());

const open = async () => {
  const hook = await renderHook(usePreferences, undefined);
  await settle();
  return hook;
};

test('usePreferences loads what is stored', async () => {
  const hook = await open();
  expect(hook.now()).toMatchObject({ preferences: DEFAULT_PREFERENCES, state: null });
});

test('a preference is shown at once, and stored alone when no other change follows for 400 ms', async () => {
  const hook = await open();
  await settle(() => hook.now().change({ maxBytes: 1024 ** 3 }));
  await pass(399);
  await settle(() => hook.now().change({ nameTemplate: '{host}' }));
  await pass(399);
  expect(hook.now()).toMatchObject({
    preferences: { maxBytes: 1024 ** 3, nameTemplate: '{host}' },
    state: 'saving',
  });
  expect(save).not.toHaveBeenCalled();
  await pass(1);
  expect(save).toHaveBeenCalledExactlyOnceWith({ maxBytes: 1024 ** 3, nameTemplate: '{host}' });
  expect(hook.now().state).toBe('saved');
});

test('a preference that could not be stored stays on the page, and is stored with the next change', async () => {
  const hook = await open();
  save.mockRejectedValueOnce(new Error('no'));
  await settle(() => hook.now().change({ maxBytes: 1024 ** 3 }));
  await pass(400);
  expect(hook.now()).toMatchObject({
    preferences: { maxBytes: 1024 ** 3 },
    state: 'saving',
    task: { failure: { code: 'unexpected' } },
  });
  await settle(() => hook.now().change({ keepProvenance: false }));
  await pass(400);
  expect(save).toHaveBeenLastCalledWith({ maxBytes: 1024 ** 3, keepProvenance: false });
  expect(hook.now().state).toBe('saved');
});

test('preferences from another computer replace what is shown, but not what is not stored yet', async () => {
  const hook = await open();
  await settle(() => hook.now().change({ maxBytes: 1024 ** 3 }));
  await changedElsewhere({ ...DEFAULT_PREFERENCES, maxBytes: 1024 ** 2, nameTemplate: '{title}' });
  expect(hook.now().preferences).toMatchObject({ maxBytes: 1024 ** 3, nameTemplate: '{title}' });
  await pass(400);
  await changedElsewhere({ ...DEFAULT_PREFERENCES, maxBytes: 1024 ** 2 });
  expect(hook.now().preferences).toMatchObject({ maxBytes: 1024 ** 2 });
});

test('preferences from storage win over an answer of the worker that comes later', async () => {
  const answer = deferred<Preferences>();
  load.mockReturnValue(answer.promise);
  const hook = await open();
  await changedElsewhere({ ...DEFAULT_PREFERENCES, nameTemplate: '{title}' });
  await settle(() => answer.resolve(DEFAULT_PREFERENCES));
  expect(hook.now().preferences?.nameTemplate).toBe('{title}');
});

test('a preference that was just changed is stored at once when the page is closed', async () => {
  const hook = await open();
  await settle(() => hook.now().change({ keepProvenance: false }));
  await settle(() => void dispatchEvent(new Event('pagehide')));
  expect(save).toHaveBeenCalledExactlyOnceWith({ keepProvenance: false });
  await pass(400);
  expect(save).toHaveBeenCalledOnce();
});
