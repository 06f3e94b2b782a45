import { testConnection } from '../aws/connection-test';
import { ShoeboxError } from '../core/failure';
import { parseSettings } from '../core/settings';
import type { CallHandlers, StreamHandlers } from '../messaging/server';
import { refreshAlbums } from './album-handlers';
import { closeBucket, credentialStorage } from './current-bucket';
import { forgetAllAlbums } from './known-albums-store';
import { loadSettings, saveSettings } from './settings-store';

export const settingsCalls = (
  onAlbumsChange: () => Promise<void>,
): Pick<CallHandlers, 'settings.get' | 'settings.save'> => ({
  'settings.get': loadSettings,
  async 'settings.save'(input) {
    const before = await loadSettings();
    const settings = await saveSettings(input);
    closeBucket();
    if (JSON.stringify(before) !== JSON.stringify(settings)) await forgetAllAlbums();
    await onAlbumsChange();
    void refreshAlbums(onAlbumsChange).catch(() => {}); // only a head start: the popup asks again and shows the failure
    return settings;
  },
});

export const settingsStreams: Pick<StreamHandlers, 'connection.test'> = {
  async *'connection.test'(input) {
    const result = parseSettings(input);
    if (!result.ok)
      throw new ShoeboxError('invalid-settings', { fields: Object.keys(result.problems).join(', ') });
    yield* testConnection(result.settings, credentialStorage);
  },
};
