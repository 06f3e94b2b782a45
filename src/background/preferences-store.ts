import browser from 'webextension-polyfill';
import { type Preferences, parsePreferences } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';

/** Key in `storage.sync`: how a person likes things follows them to their other browsers. */
const KEY = 'preferences';

export async function loadPreferences(): Promise<Preferences> {
  return parsePreferences((await browser.storage.sync.get(KEY))[KEY]);
}

/** Two at once would each store the other's fields as they were before. */
const inTurn = serialQueue();

/** Stores what is right in them, beside what was not changed; resolves with what is stored. */
export const savePreferences = (changes: Partial<Preferences>): Promise<Preferences> =>
  inTurn(() => store(changes));

async function store(changes: Partial<Preferences>): Promise<Preferences> {
  const preferences = parsePreferences({ ...(await loadPreferences()), ...changes });
  await browser.storage.sync.set({ [KEY]: preferences });
  return preferences;
}
