import { imposedPreferences, isObject, parsePolicy } from './policy';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences';
import { EMPTY_SETTINGS, parseSettings, type Settings } from './settings';
import { hasSetupCode, onePartition, parseSetupCode, type SetupCodeProblem } from './setup-code';

// Settings as a file, for the next computer or for others. There is no secret in it, and nothing of who signed in; but where
// guests are let in, whoever has it is one.

/** Why a file or a pasted text brings no settings. The options page has a sentence for each. */
export type ImportProblem =
  | SetupCodeProblem
  /** Not made by Shoebox. */
  | 'foreign';

/** What a set-up code or a file brings; null for what it does not speak of. */
export interface Imported {
  readonly settings: Settings | null;
  readonly preferences: Preferences | null;
}

export type ImportResult =
  | ({ readonly ok: true } & Imported)
  | { readonly ok: false; readonly problem: ImportProblem };

/** Version of the file below: another one is for what this version could not read as its own. */
const VERSION = 1;

/** A file of settings is a few kilobytes. */
export const MAX_FILE_BYTES = 128 * 1024;

/** All settings and preferences as the content of a file. */
export const settingsFileOf = (settings: Settings, preferences: Preferences): string =>
  `${JSON.stringify({ shoebox: VERSION, settings, preferences }, null, 2)}\n`;

/** What a text brings: a set-up code, whatever stands around it, or the content of a file. Never throws. */
export function parseImport(text: string): ImportResult {
  if (!hasSetupCode(text)) return parseSettingsFile(text);
  const code = parseSetupCode(text);
  return code.ok ? { ok: true, settings: code.settings, preferences: null } : code;
}

const failed = (problem: ImportProblem): ImportResult => ({ ok: false, problem });

function parseSettingsFile(text: string): ImportResult {
  const file = jsonIn(text);
  // What is cut off is no JSON any more.
  if (file === undefined) return failed(/^\s*\{\s*"shoebox"/.test(text) ? 'damaged' : 'foreign');
  const { shoebox: version, settings, preferences } = isObject(file) ? file : {};
  if (typeof version !== 'number') return failed('foreign');
  if (version > VERSION) return failed('newer');
  const read = parsePolicy({ settings, preferences });
  const isWrong = read.problems.some(({ problem }) => problem !== 'unknown');
  if (version !== VERSION || isWrong || !isObject(settings ?? preferences)) return failed('damaged');
  const parsed = parseSettings({ ...EMPTY_SETTINGS, ...read.settings });
  if (settings !== undefined && !parsed.ok) return failed('damaged');
  if (settings !== undefined && parsed.ok && !onePartition(parsed.settings)) return failed('partition');
  return {
    ok: true,
    settings: parsed.ok ? parsed.settings : null,
    preferences: preferences === undefined ? null : imposedPreferences(DEFAULT_PREFERENCES, read),
  };
}

/** Undefined when it is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
