import {
  type AccessKeys,
  type AccessKeysStatus,
  accessKeysPlace,
  KEY_RETENTIONS,
  type KeyRetention,
  parseAccessKeys,
} from '../core/access-keys';
import { ShoeboxError } from '../core/failure';
import { parseSettings, type Settings, type SettingsInput } from '../core/settings';
import { accessKeys } from './access-keys';
import { applySettings, followSettings } from './settings-handlers';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';

/**
 * What pages ask about access keys. They hand the secret in, and never get it back.
 * @param refresh lists the albums of the stored settings
 */
export const accessKeysHandlers = (refresh: () => Promise<unknown>) => ({
  async save({
    settings,
    keys,
    retention,
  }: {
    readonly settings: SettingsInput;
    readonly keys: AccessKeys;
    readonly retention: KeyRetention;
  }): Promise<AccessKeysStatus> {
    const parsed = parseAccessKeys(keys);
    if (!parsed.ok || !KEY_RETENTIONS.includes(retention)) throw new ShoeboxError('invalid-access-keys');
    const status = await accessKeys.keep(accessKeysPlace(valid(settings)), parsed.keys, retention);
    await followSettings(refresh);
    return status;
  },
  async status(input: SettingsInput | null): Promise<AccessKeysStatus | null> {
    const settings = input === null ? await loadSettings() : valid(input);
    return settings === null ? null : accessKeys.status(accessKeysPlace(settings));
  },
  watch: (_args: undefined, signal: AbortSignal) => accessKeys.watch(signal),
  async forget(): Promise<undefined> {
    await accessKeys.forgetAll();
    await sideEffect('access-keys.follow', applySettings);
  },
});

/** @throws ShoeboxError `invalid-settings` */
function valid(input: SettingsInput): Settings {
  const result = parseSettings(input);
  if (result.ok) return result.settings;
  throw new ShoeboxError('invalid-settings', { fields: Object.keys(result.problems).join(', ') });
}
