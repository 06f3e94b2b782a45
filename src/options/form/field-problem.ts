import { isRegion } from '../../core/aws-names';
import { type MistakenValue, mistakenValueOf } from '../../core/mistaken-value';
import { isKnownRegion, regionMeant, regionNear } from '../../core/region-names';
import {
  parseSettings,
  type SettingsField,
  type SettingsInput,
  type SettingsProblem,
} from '../../core/settings';
import type { Store } from '../../core/stores';
import { type MessageKey, message } from '../../i18n/message';
import { PROBLEM_TEXTS } from './settings-field';

/** What is wrong with a field, as the user is told. */
export interface FieldProblem {
  readonly kind: SettingsProblem | 'region-unknown' | 'endpoint-empty' | MistakenValue;
  readonly sentence: string;
  /** What was probably meant, to be used with one button. */
  readonly meant: string | null;
}

export type FieldProblems = Readonly<Partial<Record<SettingsField, FieldProblem>>>;

const THINGS: { readonly [Value in MistakenValue]: MessageKey } = {
  'access-key': 'thing_access_key',
  'access-point': 'thing_access_point',
  address: 'thing_address',
  arn: 'thing_arn',
  bucket: 'thing_bucket',
  console: 'thing_console',
  'identity-pool': 'thing_identity_pool',
  role: 'thing_role',
  'user-pool': 'thing_user_pool',
};

/** What belongs into the fields that are filled from the console, where something else was put. */
const WANTED = {
  bucket: 'wanted_bucket',
  region: 'wanted_region',
  identityPoolId: 'wanted_identity_pool',
} as const;

const OWN_THINGS: { readonly [Field in SettingsField]?: MistakenValue } = {
  bucket: 'bucket',
  identityPoolId: 'identity-pool',
};

const isFromConsole = (field: SettingsField): field is keyof typeof WANTED => field in WANTED;

/** Names that AWS's regions have, and no others: of one that is not known, AWS may have opened it since. */
const isAwsForm = (region: string): boolean => /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region);

/**
 * Whether a region is one that AWS does not have. Only a form asks: what is stored or comes as a code is taken as it is, so
 * that a region which AWS opens after this version of Shoebox can be used. One's own S3 may call its regions as it likes.
 */
const isNoRegion = ({ region, endpoint }: SettingsInput, store: Store): boolean => {
  const entered = region.trim().toLowerCase();
  return (
    store.id === 'aws' &&
    endpoint.trim() === '' &&
    entered !== '' &&
    !isKnownRegion(entered) &&
    !isAwsForm(entered)
  );
};

function problemOf(field: SettingsField, kind: SettingsProblem, input: SettingsInput): FieldProblem {
  const entered = String(input[field]).trim();
  const found = isFromConsole(field) && entered !== '' ? mistakenValueOf(entered) : null;
  // Of what belongs there, but is not well-formed, the field's own rule says more.
  const mistaken = found === OWN_THINGS[field] ? null : found;
  if (mistaken !== null && isFromConsole(field) && kind !== 'identity-pool-id-user-pool') {
    const key =
      mistaken === 'console' && field === 'bucket' ? 'problem_console_bucket' : 'problem_other_thing';
    const wanted = mistaken === 'access-point' ? 'wanted_access_point' : WANTED[field];
    return {
      kind: mistaken,
      sentence: message(key, message(THINGS[mistaken]), message(wanted)),
      meant: null,
    };
  }
  return { kind, sentence: message(PROBLEM_TEXTS[kind]), meant: null };
}

/** The sentence for a region that is not known; with one that is near, where there is one. */
function unknownRegion(entered: string): FieldProblem {
  const meant = regionMeant(entered);
  const sentence =
    meant === null
      ? message('problem_region_unknown', entered)
      : message('problem_region_meant', entered, meant);
  return { kind: 'region-unknown', sentence, meant };
}

/**
 * Everything that is wrong in the form: what settings can't hold, and what they could but is a mistake all the same.
 * @param store the one that was chosen
 */
export function fieldProblems(input: SettingsInput, store: Store): FieldProblems {
  const parsed = parseSettings(input);
  const wrong = parsed.ok ? {} : parsed.problems;
  const problems: Partial<Record<SettingsField, FieldProblem>> = {};
  for (const field of Object.keys(input) as SettingsField[]) {
    const kind = wrong[field];
    if (kind !== undefined) problems[field] = problemOf(field, kind, input);
  }
  const entered = input.region.trim();
  if (isNoRegion(input, store) && (isRegion(entered.toLowerCase()) || mistakenValueOf(entered) === null))
    problems.region = unknownRegion(entered);
  if (lacksEndpoint(input, store) && problems.region?.kind !== 'region-empty')
    problems.endpoint = { kind: 'endpoint-empty', sentence: message('problem_endpoint_empty'), meant: null };
  return problems;
}

/** Without an endpoint, the settings would be those of a bucket at AWS. */
const lacksEndpoint = ({ endpoint }: SettingsInput, store: Store): boolean =>
  store.id !== 'aws' && endpoint.trim() === '';

/**
 * What the user should know of a region that AWS, or another service that has the region in its host, may have opened since,
 * or that was mistyped; null elsewhere.
 */
export function regionDoubt({ region, endpoint }: SettingsInput, store: Store): FieldProblem | null {
  const entered = region.trim().toLowerCase();
  if (store.id !== 'aws') return regionDoubtAt(store, entered);
  return endpoint.trim() === '' && isAwsForm(entered) && !isKnownRegion(entered)
    ? unknownRegion(entered)
    : null;
}

function regionDoubtAt({ name, regions }: Store, entered: string): FieldProblem | null {
  // What is shorter than all of them is still being typed.
  const isWhole = regions.some(region => entered.length >= region.length);
  if (!isWhole || regions.includes(entered)) return null;
  const meant = regionNear(entered, regions);
  const sentence =
    meant === null
      ? message('warning_region_store', entered, name)
      : message('warning_region_store_meant', entered, name, meant);
  return { kind: 'region-unknown', sentence, meant };
}
