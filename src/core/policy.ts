import { DEFAULT_PREFERENCES, type Preferences, parsePreferences } from './preferences';
import {
  EMPTY_SETTINGS,
  parseSettings,
  type Settings,
  type SettingsField,
  type SettingsInput,
  type SettingsProblem,
} from './settings';

/** Some of the preferences, member by member. */
export type SomePreferences = {
  readonly [Name in keyof Preferences]?: Preferences[Name] extends object
    ? Partial<Preferences[Name]>
    : Preferences[Name];
};

/** Why something in a policy can't be imposed. The options page has a sentence for each, for whoever wrote the policy. */
export type PolicyProblemCode =
  | SettingsProblem
  /** Not one of the values that it can have, or of another type. */
  | 'value'
  /** There is nothing of this name. */
  | 'unknown';

export interface PolicyProblem {
  /** As the policy has it: `settings.region`, `preferences.links.format`. */
  readonly name: string;
  readonly problem: PolicyProblemCode;
}

/**
 * What an organization imposes, as the browser's managed storage has it: it takes the place of what a person stores, member
 * by member.
 */
export interface Policy {
  /** Also those with a problem: nothing else may stand in their place. */
  readonly settings: Partial<SettingsInput>;
  readonly preferences: SomePreferences;
  readonly problems: readonly PolicyProblem[];
}

export const NO_POLICY: Policy = { settings: {}, preferences: {}, problems: [] };

/** Whether something is imposed, by the name that it has in a policy. */
export function isImposed({ settings, preferences }: Policy, name: string): boolean {
  const [area, first = '', second] = name.split('.');
  if (area === 'settings') return Object.hasOwn(settings, first);
  const member: unknown = membersOf(preferences)[first];
  return second === undefined ? member !== undefined : Object.hasOwn(membersOf(member), second);
}

/** With what is imposed in its place; null when these are no settings, or what is imposed can't be used. */
export function imposedSettings(stored: unknown, { settings, problems }: Policy): Settings | null {
  // Something else than the organization wanted must not be used for it.
  if (problems.some(({ name, problem }) => name.startsWith('settings') && problem !== 'unknown')) return null;
  const result = parseSettings({ ...EMPTY_SETTINGS, ...membersOf(stored), ...settings });
  return result.ok ? result.settings : null;
}

/** What is to be stored of settings that were saved: what is imposed stays as it was, so that it comes back one day. */
export function ownSettings(before: unknown, saved: Settings, { settings }: Policy): object {
  const kept = Object.entries(membersOf(before)).filter(([name]) => Object.hasOwn(settings, name));
  const own = Object.entries(saved).filter(([name]) => !Object.hasOwn(settings, name));
  return Object.fromEntries([...own, ...kept]);
}

/** As {@link ownSettings}. */
export function ownPreferences(
  before: Preferences,
  saved: Preferences,
  { preferences }: Policy,
): Preferences {
  const imposed = Object.entries(preferences).map(([name, value]) => {
    const kept = membersOf(before)[name];
    const inner = Object.entries(membersOf(kept)).filter(([member]) =>
      Object.hasOwn(membersOf(value), member),
    );
    return [name, isObject(kept) ? Object.fromEntries(inner) : kept] as const;
  });
  return replaced(saved, Object.fromEntries(imposed));
}

/** With what is imposed in its place. */
export const imposedPreferences = (stored: unknown, { preferences }: Policy): Preferences =>
  parsePreferences(replaced(parsePreferences(stored), preferences));

/** Preferences with some of their members replaced. */
export const replaced = (all: Preferences, some: SomePreferences): Preferences => ({
  ...all,
  ...some,
  conversion: { ...all.conversion, ...some.conversion },
  links: { ...all.links, ...some.links },
});

/** Anything that claims to be a policy. Never throws. */
export function parsePolicy(input: unknown): Policy {
  const { settings: claimedSettings, preferences: claimedPreferences, ...others } = membersOf(input);
  const [settings, settingsProblems] = settingsIn(membersOf(claimedSettings));
  const [preferences, preferencesProblems] = preferencesIn(membersOf(claimedPreferences));
  const misplaced = [
    ...notMembers('settings', claimedSettings),
    ...notMembers('preferences', claimedPreferences),
    ...Object.keys(others).map(name => ({ name, problem: 'unknown' }) as const),
  ];
  return { settings, preferences, problems: [...misplaced, ...settingsProblems, ...preferencesProblems] };
}

/** What would hold something, and is no object. */
const notMembers = (name: string, claimed: unknown): readonly PolicyProblem[] =>
  claimed === undefined || isObject(claimed) ? [] : [{ name, problem: 'value' }];

/** What users who sign in need, and guests do not. */
const OF_USERS = { issuer: 'https://login.example.com', clientId: 'client' };

/** What a policy's own fields are tried out in: where they are wrong together with these, they are wrong by themselves. */
const COMPLETE_SETTINGS: SettingsInput = {
  ...EMPTY_SETTINGS,
  bucket: 'bucket',
  region: 'us-east-1',
  identityPoolId: 'us-east-1:00000000-0000-0000-0000-000000000000',
  access: 'user',
  ...OF_USERS,
};

function settingsIn(
  claimed: Readonly<Record<string, unknown>>,
): readonly [Partial<SettingsInput>, readonly PolicyProblem[]] {
  const initial = membersOf(EMPTY_SETTINGS);
  const imposed: Record<string, unknown> = {};
  const problems = new Map<string, PolicyProblemCode>();
  for (const [name, value] of Object.entries(claimed)) {
    if (!Object.hasOwn(initial, name)) problems.set(name, 'unknown');
    else if (typeof value === typeof initial[name] && !isNoChoice(name, value))
      // Written by hand, on a Mac perhaps: it is the folder of the name that people type.
      imposed[name] = name === 'folder' ? String(value).normalize('NFC') : value;
    else {
      problems.set(name, 'value');
      imposed[name] = initial[name];
    }
  }
  const result = parseSettings({ ...COMPLETE_SETTINGS, ...imposed });
  const wrong = result.ok ? {} : result.problems;
  for (const [name, problem] of Object.entries(wrong)) {
    // Guests need no provider, and who gets in may be left to the person.
    const isLeftOpen = problem.endsWith('-empty') && name in OF_USERS && imposed['access'] !== 'user';
    if (Object.hasOwn(imposed, name) && !isLeftOpen && !problems.has(name)) problems.set(name, problem);
  }
  // Each has the type of the field of its name.
  return [imposed as Partial<SettingsInput>, named('settings', problems)];
}

/** What earlier versions did not have takes its first value when it is wrong; imposed so, nobody would notice. */
const isNoChoice = (name: string, value: unknown): boolean => {
  const CHOICES: readonly SettingsField[] = ['encryption', 'requesterPays', 'access'];
  const result = parseSettings({ ...COMPLETE_SETTINGS, [name]: value });
  return CHOICES.some(choice => choice === name && result.ok && result.settings[choice] !== value);
};

function preferencesIn(
  claimed: Readonly<Record<string, unknown>>,
): readonly [SomePreferences, readonly PolicyProblem[]] {
  let imposed: SomePreferences = {};
  const problems = new Map<string, PolicyProblemCode>();
  const add = (name: string, some: SomePreferences): void => {
    const wanted = { ...imposed, ...some };
    const all = replaced(DEFAULT_PREFERENCES, wanted);
    // What is wrong is parsed as something else.
    if (JSON.stringify(parsePreferences(all)) !== JSON.stringify(all)) problems.set(name, 'value');
    else imposed = wanted;
  };
  for (const [name, value] of Object.entries(claimed)) {
    const initial = membersOf(DEFAULT_PREFERENCES)[name];
    if (initial === undefined) problems.set(name, 'unknown');
    else if (!isObject(initial)) add(name, { [name]: value });
    else if (!isObject(value)) problems.set(name, 'value');
    else {
      for (const [inner, member] of Object.entries(value)) {
        if (!Object.hasOwn(initial, inner)) problems.set(`${name}.${inner}`, 'unknown');
        else {
          const earlier = membersOf(membersOf(imposed)[name]);
          add(`${name}.${inner}`, { [name]: { ...earlier, [inner]: asEdge(inner, member) } });
        }
      }
    }
  }
  return [imposed, named('preferences', problems)];
}

/** Chrome's policies have no null: there "any size" is 0. */
const asEdge = (name: string, value: unknown): unknown => (name === 'maxEdge' && value === 0 ? null : value);

const named = (area: string, problems: ReadonlyMap<string, PolicyProblemCode>): readonly PolicyProblem[] =>
  [...problems].map(([name, problem]) => ({ name: `${area}.${name}`, problem }));

/** An object with members, as JSON has them. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
