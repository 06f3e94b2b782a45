// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import browser, { type Storage } from 'webextension-polyfill';
import type { Settings } from '../../../src/core/settings';
import { useSettings } from '../../../src/popup/model/use-settings';
import { renderHook, settle } from '../../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
const onChanged = fakeEvent<(changes: Record<string, Storage.StorageChange>, area: string) => void>();
fakeBrowser({ storage: { ...browser.storage, onChanged } });

const SETTINGS: Settings = {
  ...{ bucket: 'b', region: 'us-east-1', identityPoolId: '', folder: '' },
  ...{ endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};

beforeEach(() => worker.clear());

test('settings are unknown until the worker answers, then as it knows them', async () => {
  const hook = await renderHook(useSettings, undefined);
  expect(hook.now().settings).toBeUndefined();
  await settle(() => worker.lastCall('settings.get').resolve(SETTINGS));
  expect(hook.now()).toMatchObject({ settings: SETTINGS, isOutdated: false });
  await hook.unmount();
});

test('settings that are changed elsewhere stay as they were, and are told to be outdated', async () => {
  const hook = await renderHook(useSettings, undefined);
  await settle(() => worker.lastCall('settings.get').resolve(SETTINGS));
  await settle(() => onChanged.emit({ preferences: {} }, 'sync'));
  expect(hook.now().isOutdated).toBe(false);
  await settle(() => onChanged.emit({ settings: {} }, 'managed'));
  expect(hook.now()).toMatchObject({ settings: SETTINGS, isOutdated: true });
  await hook.unmount();
  expect(onChanged.count()).toBe(0);
});

test('settings are asked for again when the page gets the focus, but only while nothing is configured', async () => {
  const hook = await renderHook(useSettings, undefined);
  await settle(() => worker.lastCall('settings.get').resolve(null));
  await settle(() => dispatchEvent(new Event('focus')));
  expect(worker.callsOf('settings.get')).toHaveLength(2);
  await settle(() => worker.lastCall('settings.get').resolve(SETTINGS));
  await settle(() => dispatchEvent(new Event('focus')));
  expect(worker.callsOf('settings.get')).toHaveLength(2);
  expect(hook.now().settings).toEqual(SETTINGS);
  await hook.unmount();
});
