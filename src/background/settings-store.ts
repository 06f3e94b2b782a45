import browser, { type Storage } from 'webextension-polyfill';
import { ShoeboxError } from '../core/failure';
import { type Preferences, parsePreferences } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';
import { parseSettings, type Settings, type SettingsInput } from '../core/settings';
import { sideEffect } from './side-effects';

/** Keys in `storage.sync`: both follow the user to their other browsers, and hold nothing secret. */
export const SETTINGS_KEY = 'settings';
const PREFERENCES_KEY = 'preferences';

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

export async function loadPreferences(): Promise<Preferences> {
  return parsePreferences((await browser.storage.sync.get(PREFERENCES_KEY))[PREFERENCES_KEY]);
}

/** Two saves at once would each store the other's fields as they were before. */
const enqueue = serialQueue();

/** Stores the valid ones of these, beside those that did not change; resolves with what is stored. */
export const savePreferences = (changes: Partial<Preferences>): Promise<Preferences> =>
  enqueue(async () => {
    const preferences = parsePreferences({ ...(await loadPreferences()), ...changes });
    await browser.storage.sync.set({ [PREFERENCES_KEY]: preferences });
    return preferences;
  });

/** Chrome's; Firefox never shows extension storage to content scripts, and has no such method. */
type WithAccessLevel = Storage.StorageArea & {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
};

/**
 * Keeps identities, credentials and settings from the content script: a page that compromises its process could read
 * them there, and write to `storage.sync` which bucket is saved to.
 */
export function restrictStorageAccess(): void {
  const areas: readonly WithAccessLevel[] = [
    browser.storage.local,
    browser.storage.session,
    browser.storage.sync,
  ];
  for (const area of areas)
    void sideEffect('storage.access-level', () => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
}
