import { LINK_FORMATS } from '../../core/link-text';
import { imposedPreferences, imposedSettings, isImposed, type Policy } from '../../core/policy';
import type { Preferences } from '../../core/preferences';
import { EMPTY_SETTINGS, type Settings, type SettingsField } from '../../core/settings';
import type { Imported } from '../../core/settings-file';
import { formatDuration } from '../../i18n/format';
import { type MessageKey, message } from '../../i18n/message';
import { FIELD_TEXTS, FIELDS } from '../form/settings-field';
import { formatName } from '../preferences/links-card';
import { inUnit } from '../preferences/size-cap-field';

/** One line of what an import would change. */
export interface ImportRow {
  readonly label: string;
  /** As it would be. */
  readonly value: string;
  /** As it is; null where there is nothing yet, and where it stays so. */
  readonly before: string | null;
  /** What the import has, and the organization keeps from being used; null elsewhere. */
  readonly refused: string | null;
}

/** What says where pictures go and who sees them: always shown. */
const ESSENTIAL: readonly SettingsField[] = ['bucket', 'region', 'folder', 'access'];

const CHOICES: Readonly<Record<string, MessageKey>> = {
  'settings.access.guest': 'access_guest',
  'settings.access.user': 'access_user',
  'settings.access.keys': 'access_keys',
  'settings.encryption.none': 'encryption_none',
  'settings.encryption.AES256': 'encryption_aes256',
  'settings.encryption.aws:kms': 'encryption_kms',
  'settings.folder.': 'import_whole_bucket',
  'preferences.version.best': 'preferences_version_best',
  'preferences.version.shown': 'preferences_version_shown',
  'preferences.notifications.all': 'preferences_notifications_all',
  'preferences.notifications.failures': 'preferences_notifications_failures',
  'preferences.notifications.none': 'preferences_notifications_none',
  'preferences.conversion.format.keep': 'preferences_format_keep',
  'preferences.conversion.format.jpeg': 'preferences_format_jpeg',
  'preferences.conversion.format.png': 'preferences_format_png',
  'preferences.links.address.signed': 'links_signed',
  'preferences.links.address.public': 'links_public',
  'preferences.links.address.own': 'links_own',
};

type PreferenceLabels = {
  readonly [Name in keyof Preferences]: Preferences[Name] extends object
    ? { readonly [Member in keyof Preferences[Name]]: MessageKey }
    : MessageKey;
};

const PREFERENCE_LABELS: PreferenceLabels = {
  version: 'preferences_version',
  nameTemplate: 'preferences_name',
  keepProvenance: 'preferences_provenance',
  storeThumbnails: 'preferences_thumbnails',
  maxBytes: 'preferences_cap',
  notifications: 'preferences_notifications',
  conversion: {
    format: 'preferences_format',
    maxEdge: 'preferences_edge',
    quality: 'preferences_quality',
    stripLocation: 'preferences_location',
  },
  links: {
    format: 'links_format',
    address: 'links_address',
    lifeSeconds: 'links_life',
    baseUrl: 'links_base',
    copyAfterSaving: 'links_copy_after_saving',
  },
};

/** A value as the page calls it. */
function textOf(name: string, value: unknown): string {
  const choice = CHOICES[`${name}.${value}`];
  if (choice !== undefined) return message(choice);
  if (typeof value === 'boolean') return message(value ? 'import_on' : 'import_off');
  if (name === 'preferences.maxBytes') {
    const { amount, unit } = inUnit(Number(value));
    return `${amount} ${unit}`;
  }
  const format = LINK_FORMATS.find(one => name === 'preferences.links.format' && one === value);
  if (format !== undefined) return formatName(format);
  if (name === 'preferences.links.lifeSeconds') return formatDuration(Number(value));
  return value === '' || value === null ? message('import_nothing') : String(value);
}

/** All members by the names that a policy has for them. */
function membersOf(area: string, values: object): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? membersOf(`${area}.${name}`, value)
      : [[`${area}.${name}`, value] as const],
  );
}

/** What matters most comes first. */
const SETTINGS_LABELS: ReadonlyMap<string, MessageKey> = new Map(
  [...new Set([...ESSENTIAL, ...FIELDS])].map(field => [`settings.${field}`, FIELD_TEXTS[field].label]),
);

/** What an import would make of what is in force; `settings` are null while nothing is configured. */
export function importRows(
  imported: Imported,
  now: { readonly settings: Settings | null; readonly preferences: Preferences | null },
  policy: Policy,
): readonly ImportRow[] {
  const then = {
    settings: imported.settings && (imposedSettings(imported.settings, policy) ?? imported.settings),
    preferences: imported.preferences && imposedPreferences(imported.preferences, policy),
  };
  const essential = new Set(ESSENTIAL.map(field => `settings.${field}`));
  const rows = (
    area: 'settings' | 'preferences',
    labels: ReadonlyMap<string, unknown>,
  ): readonly ImportRow[] => {
    const wanted = new Map(membersOf(area, imported[area] ?? {}));
    const before = new Map(membersOf(area, now[area] ?? (area === 'settings' ? EMPTY_SETTINGS : {})));
    const values = new Map(membersOf(area, then[area] ?? {}));
    return [...labels].flatMap(([name, label]) => {
      if (!values.has(name)) return [];
      const value = values.get(name);
      const isRefused = isImposed(policy, name) && wanted.get(name) !== value;
      const isChange = before.get(name) !== value;
      if (!isChange && !isRefused && !essential.has(name)) return [];
      const isNew = now[area] === null;
      return {
        label: message(label as MessageKey), // both maps have texts
        value: textOf(name, value),
        before: isChange && !isNew ? textOf(name, before.get(name)) : null,
        refused: isRefused ? textOf(name, wanted.get(name)) : null,
      };
    });
  };
  return [
    ...rows('settings', SETTINGS_LABELS),
    ...rows('preferences', new Map(membersOf('preferences', PREFERENCE_LABELS))),
  ];
}
