import type { TestedConditions } from '../aws/conditions';
import { testConnection } from '../aws/connection-test';
import { sha256 } from '../blobs/sha256';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity, parseSettings } from '../core/settings';
import { testedConditions } from './connection-test-results';
import { closeBucket, credentialStorage } from './current-bucket';
import { keepAliveDuring } from './keepalive';
import type { CallHandlers, StreamHandlers } from './message-server';
import { loadPreferences, savePreferences } from './preferences-store';
import { applySettings, prefetchAlbums } from './settings-changes';
import { loadSettings, saveSettings } from './settings-store';
import { sideEffect } from './side-effects';

type SettingsCalls = Pick<
  CallHandlers,
  'settings.get' | 'settings.save' | 'preferences.get' | 'preferences.save'
>;

/** @param refresh asks for the albums of the stored settings. */
export const settingsCalls = (refresh: () => Promise<unknown>): SettingsCalls => ({
  'settings.get': loadSettings,
  async 'settings.save'(input) {
    const settings = await saveSettings(input);
    await sideEffect('settings.follow', applySettings);
    void sideEffect('albums.refresh-in-advance', () => prefetchAlbums(refresh));
    return settings;
  },
  'preferences.get': loadPreferences,
  'preferences.save': savePreferences,
});

export const settingsStreams: Pick<StreamHandlers, 'connection.test'> = {
  async *'connection.test'(input) {
    const result = parseSettings(input);
    if (!result.ok)
      throw new ShoeboxError('invalid-settings', { fields: Object.keys(result.problems).join(', ') });
    const { settings } = result;
    const remember = (tested: TestedConditions): Promise<void> =>
      sideEffect('conditions.remember', async () => {
        await testedConditions.set(bucketIdentity(settings), tested);
        closeBucket(); // it is opened anew with what is known now
      });
    yield* keepAliveDuring(testConnection(settings, { storage: credentialStorage, sha256, remember }));
  },
};
