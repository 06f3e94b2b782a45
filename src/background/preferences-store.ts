import browser from 'webextension-polyfill';
import { type Preferences, parsePreferences } from '../core/preferences';

/** Key in `storage.sync`: how a person likes things follows them to their other browsers. */
const KEY = 'preferences';

export async function loadPreferences(): Promise<Preferences> {
  return parsePreferences((await browser.storage.sync.get(KEY))[KEY]);
}

/** Stores what is right in them, beside what was not changed; resolves with what is stored. */
export async function savePreferences(changes: Partial<Preferences>): Promise<Preferences> {
  const stored = parsePreferences({ ...(await loadPreferences()), ...changes });
  await browser.storage.sync.set({ [KEY]: stored });
  return stored;
}
