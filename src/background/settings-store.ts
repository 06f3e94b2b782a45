import browser, { type Storage } from 'webextension-polyfill';
import { ShoeboxError } from '../core/failure';
import {
  imposedPreferences,
  imposedSettings,
  NO_POLICY,
  ownPreferences,
  ownSettings,
  type Policy,
  parsePolicy,
} from '../core/policy';
import { type Preferences, parsePreferences } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';
import { parseSettings, type Settings, type SettingsInput } from '../core/settings';
import { sideEffect } from './side-effects';

/** Keys in `storage.sync`: both follow the user to their other browsers, and hold nothing secret. */
export const SETTINGS_KEY = 'settings';
const PREFERENCES_KEY = 'preferences';

/** What the organization imposes. It takes the place of what is stored, here and nowhere else. */
export async function loadPolicy(): Promise<Policy> {
  try {
    return parsePolicy(await browser.storage.managed.get(null));
  } catch (error) {
    // Firefox, where no policy speaks of this extension. Anything else must not let somebody around a policy.
    if (error instanceof Error && /storage manifest not found/i.test(error.message)) return NO_POLICY;
    throw error;
  }
}

const stored = async (key: string): Promise<unknown> => (await browser.storage.sync.get(key))[key];

/** Null while nothing (or nothing valid) is stored or imposed. */
export const loadSettings = async (): Promise<Settings | null> =>
  imposedSettings(await stored(SETTINGS_KEY), await loadPolicy());

export const loadPreferences = async (): Promise<Preferences> =>
  imposedPreferences(await stored(PREFERENCES_KEY), await loadPolicy());

/** What somebody wants to be stored. */
export interface SavedChanges {
  readonly settings?: SettingsInput;
  /** The valid ones of these, beside those that did not change. */
  readonly preferences?: Partial<Preferences>;
}

/** Two saves at once would each store the other's fields as they were before. */
const enqueue = serialQueue();

/**
 * All or nothing. What is imposed stays below as it was, for the day on which it is no longer imposed. Resolves with the
 * settings that are in force now, if any were saved.
 * @throws ShoeboxError `invalid-settings`, naming the fields.
 */
export const saveChanges = ({ settings, preferences }: SavedChanges): Promise<Settings | null> =>
  enqueue(async () => {
    const policy = await loadPolicy();
    const saved = settings === undefined ? null : imposedSettings(settings, policy);
    if (settings !== undefined && saved === null)
      throw invalidSettings({ ...settings, ...policy.settings }, policy);
    const own = preferences === undefined ? null : parsePreferences(await stored(PREFERENCES_KEY));
    await browser.storage.sync.set({
      ...(saved !== null && { [SETTINGS_KEY]: await ownPart(saved, policy) }),
      ...(own !== null && {
        [PREFERENCES_KEY]: ownPreferences(own, parsePreferences({ ...own, ...preferences }), policy),
      }),
    });
    return saved;
  });

/** Of settings that are in force, what is the person's own. */
const ownPart = async (saved: Settings, policy: Policy): Promise<object> =>
  Object.keys(policy.settings).length === 0 ? saved : ownSettings(await stored(SETTINGS_KEY), saved, policy);

function invalidSettings(input: SettingsInput, { problems }: Policy): ShoeboxError {
  const result = parseSettings(input);
  const fields = [...Object.keys(result.ok ? {} : result.problems), ...problems.map(({ name }) => name)];
  return new ShoeboxError('invalid-settings', { fields: fields.join(', ') });
}

/** As {@link saveChanges}; resolves with the settings that are in force now. */
export async function saveSettings(settings: SettingsInput): Promise<Settings> {
  const saved = await saveChanges({ settings });
  if (saved === null) throw new ShoeboxError('invalid-settings'); // not without an error
  return saved;
}

/** As {@link saveChanges}; resolves with the preferences as they are now. */
export async function savePreferences(changes: Partial<Preferences>): Promise<Preferences> {
  await saveChanges({ preferences: changes });
  return loadPreferences();
}

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
    browser.storage.managed,
  ];
  for (const area of areas)
    void sideEffect('storage.access-level', () => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
}
