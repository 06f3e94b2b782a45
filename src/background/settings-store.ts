import browser from 'webextension-polyfill';
import { ShoeboxError } from '../core/failure';
import { parseSettings, type Settings, type SettingsInput } from '../core/settings';

/** Key in `storage.sync`: settings follow a person to their other browsers; they hold nothing secret. */
export const SETTINGS_KEY = 'settings';

/** Null while nothing (or nothing valid) is stored. */
export async function loadSettings(): Promise<Settings | null> {
  const stored = await browser.storage.sync.get(SETTINGS_KEY);
  const result = parseSettings(stored[SETTINGS_KEY]);
  return result.ok ? result.settings : null;
}

/** All or nothing. @throws ShoeboxError `invalid-settings`, naming the fields. */
export async function saveSettings(input: SettingsInput): Promise<Settings> {
  const result = parseSettings(input);
  if (!result.ok)
    throw new ShoeboxError('invalid-settings', { fields: Object.keys(result.problems).join(', ') });
  await browser.storage.sync.set({ [SETTINGS_KEY]: result.settings });
  return result.settings;
}
