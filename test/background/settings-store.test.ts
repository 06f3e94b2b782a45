import { beforeEach, describe, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import {
  loadPolicy,
  loadPreferences,
  loadSettings,
  saveChanges,
  savePreferences,
  saveSettings,
} from '../../src/background/settings-store';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';

const OWN: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'own-bucket',
  region: 'eu-west-1',
  identityPoolId: 'eu-west-1:11111111-2222-3333-4444-555555555555',
};

let storage: ReturnType<typeof fakeStorage>;

beforeEach(() => {
  storage = fakeStorage();
  fakeBrowser({ storage });
});

const impose = (policy: Record<string, unknown>): Promise<void> => storage.managed.set(policy);

describe('settings that an organization imposes', () => {
  test('take the place of those that are stored, whatever comes by sync or is saved', async () => {
    await saveSettings(OWN);
    await impose({ settings: { bucket: 'team-bucket' } });
    expect(await loadSettings()).toEqual({ ...OWN, bucket: 'team-bucket' });
    await storage.sync.set({ settings: { ...OWN, bucket: 'synced-bucket' } });
    expect(await loadSettings()).toEqual({ ...OWN, bucket: 'team-bucket' });
    expect(await saveSettings({ ...OWN, bucket: 'other-bucket', folder: 'f/' })).toEqual({
      ...{ ...OWN, bucket: 'team-bucket', folder: 'f/' },
    });
    await saveChanges({ settings: { ...OWN, bucket: 'imported-bucket' } });
    expect(await loadSettings()).toEqual({ ...OWN, bucket: 'team-bucket' });
  });

  test('leave what a person had, for the day on which they are no longer imposed', async () => {
    await saveSettings(OWN);
    await impose({ settings: { bucket: 'team-bucket' } });
    await saveSettings({ ...OWN, bucket: 'team-bucket', folder: 'new/' });
    await storage.managed.clear();
    expect(await loadSettings()).toEqual({ ...OWN, folder: 'new/' });
  });

  test('do not follow the person to computers of their own', async () => {
    await impose({ settings: { bucket: 'team-bucket' } });
    await saveSettings(OWN);
    expect(JSON.stringify(await storage.sync.get(null))).not.toContain('team-bucket');
  });

  test('configure Shoebox where nothing is stored', async () => {
    expect(await loadSettings()).toBeNull();
    const { bucket, region, identityPoolId } = OWN;
    await impose({ settings: { bucket, region, identityPoolId } });
    expect(await loadSettings()).toEqual(OWN);
  });

  test('and can’t be so keep anything else from being used or saved in their place', async () => {
    await saveSettings(OWN);
    await impose({ settings: { region: 'eu central', encryption: 'magic' } });
    expect(await loadSettings()).toBeNull();
    await expect(saveSettings(OWN)).rejects.toMatchObject({
      code: 'invalid-settings',
      detail: { fields: expect.stringContaining('settings.encryption') },
    });
    expect(await storage.sync.get('settings')).toEqual({ settings: OWN });
  });
});

test('preferences that an organization imposes hold, and leave what a person had below them', async () => {
  await savePreferences({ nameTemplate: '{host}', keepProvenance: true });
  await impose({ preferences: { keepProvenance: false, conversion: { stripLocation: true } } });
  const conversion = { ...DEFAULT_PREFERENCES.conversion, quality: 50 };
  const imposed = { ...conversion, stripLocation: true };
  expect(await savePreferences({ keepProvenance: true, conversion })).toEqual({
    ...{ ...DEFAULT_PREFERENCES, nameTemplate: '{host}' },
    ...{ keepProvenance: false, conversion: imposed },
  });
  await savePreferences({ keepProvenance: false, conversion: imposed });
  await storage.managed.clear();
  expect(await loadPreferences()).toEqual({ ...DEFAULT_PREFERENCES, nameTemplate: '{host}', conversion });
});

test('settings and preferences that are saved together are stored together, or not at all', async () => {
  await saveChanges({ settings: OWN, preferences: { version: 'shown' } });
  expect([await loadSettings(), (await loadPreferences()).version]).toEqual([OWN, 'shown']);
  const broken = { settings: { ...OWN, bucket: '' }, preferences: { version: 'best' } } as const;
  await expect(saveChanges(broken)).rejects.toMatchObject({ code: 'invalid-settings' });
  expect([await loadSettings(), (await loadPreferences()).version]).toEqual([OWN, 'shown']);
});

describe('a browser whose managed storage', () => {
  const managedFails = (text: string): void =>
    fakeBrowser({
      storage: { ...browser.storage, managed: { get: () => Promise.reject(new Error(text)) } },
    });

  test('is not there, as in Firefox without a policy, imposes nothing', async () => {
    managedFails('Managed storage manifest not found');
    await saveSettings(OWN);
    expect(await loadSettings()).toEqual(OWN);
  });

  test('can’t be read does not let a person around what may be imposed', async () => {
    managedFails('No');
    await expect(loadPolicy()).rejects.toThrow('No');
    await expect(loadSettings()).rejects.toThrow('No');
  });
});
