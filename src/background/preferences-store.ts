import browser from 'webextension-polyfill';
import { type Preferences, parsePreferences } from '../core/preferences';

/** Key in `storage.sync`: how a person likes things follows them to their other browsers. */
const KEY = 'preferences';

export async function loadPreferences(): Promise<Preferences> {
  return parsePreferences((await browser.storage.sync.get(KEY))[KEY]);
}

/** The one that is being stored: two at once would each store the other's fields as they were before. */
let storing: Promise<unknown> = Promise.resolve();

/** Stores what is right in them, beside what was not changed; resolves with what is stored. */
export function savePreferences(changes: Partial<Preferences>): Promise<Preferences> {
  const stored = storing.then(() => store(changes));
  storing = stored.catch(() => {}); // whoever waits for it hears of it
  return stored;
}

async function store(changes: Partial<Preferences>): Promise<Preferences> {
  const preferences = parsePreferences({ ...(await loadPreferences()), ...changes });
  await browser.storage.sync.set({ [KEY]: preferences });
  return preferences;
}
