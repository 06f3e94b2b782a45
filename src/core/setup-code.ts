import { regionOfIdentityPool } from './aws-names';
import { partitionOf } from './aws-partition';
import { base64OfBytes, bytesOfBase64 } from './encoding';
import { EMPTY_SETTINGS, parseSettings, type Settings } from './settings';

/** Why a set-up code can't be used. The options page has a sentence for each. */
export type SetupCodeProblem =
  /** Made by a later version, whose settings this one does not know. */
  | 'newer'
  /** Not all of it was copied, or it was changed on its way. */
  | 'damaged'
  /** Bucket, identity pool and user pool are in different partitions of AWS: nothing of one is valid in another. */
  | 'partition';

export type SetupCodeResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problem: SetupCodeProblem };

/** Version of the code below: another one is for what this version could not read as its own. */
const VERSION = 1;

/** What a template has to put around its JSON's base64 to make a code of it. */
export const SETUP_CODE_PREFIX = `shoebox${VERSION}:`;

const CODE = /\bshoebox(\d+):([\w+/=-]*)/;

/** Mails and terminals break long lines: a text that is a code and nothing else is one also when it was broken. */
const joined = (text: string): string =>
  /^\s*shoebox\d+:[\w+/=\s-]*$/.test(text) ? text.replace(/\s/g, '') : text;

/** Whether a pasted text holds a set-up code, whole or not. */
export const hasSetupCode = (text: string): boolean => CODE.test(joined(text));

/**
 * All settings as one line to paste: `shoebox1:` and the base64 of a JSON object with those that are not as they are at
 * first. Nothing in it is secret, but where guests are let in, whoever has it is one.
 */
export function setupCodeOf(settings: Settings): string {
  const initial = new Map<string, unknown>(Object.entries(EMPTY_SETTINGS));
  const told = Object.entries(settings).filter(([name, value]) => value !== initial.get(name));
  const json = JSON.stringify(Object.fromEntries(told));
  return `${SETUP_CODE_PREFIX}${base64OfBytes(new TextEncoder().encode(json))}`;
}

/** The settings in the first set-up code in `text`. Members that this version does not know are left out. */
export function parseSetupCode(text: string): SetupCodeResult {
  const asItStands = parseUnbroken(text);
  // Words after a code look like more of it, once the spaces between them are gone.
  return asItStands.ok ? asItStands : parseUnbroken(joined(text));
}

function parseUnbroken(text: string): SetupCodeResult {
  const [, version, base64 = ''] = CODE.exec(text) ?? [];
  if (Number(version) > VERSION) return { ok: false, problem: 'newer' };
  const parsed = parseSettings({ ...EMPTY_SETTINGS, ...membersIn(base64) });
  if (Number(version) !== VERSION || !parsed.ok) return { ok: false, problem: 'damaged' };
  const { settings } = parsed;
  return onePartition(settings) ? { ok: true, settings } : { ok: false, problem: 'partition' };
}

/** A code of a terminal with short lines has so many at most. */
const MAX_LINES = 40;

/**
 * The settings in all set-up codes of a text that is not a code alone, as a page or a terminal shows it: what such a one broke
 * into lines is put together as far as it makes a code.
 */
export function setupCodesIn(text: string): readonly Settings[] {
  return text.split(/(?=\bshoebox\d+:)/).flatMap(part => {
    const lines = part.split('\n', MAX_LINES).map(line => line.trim());
    for (let count = 1; count <= lines.length; count += 1) {
      const code = parseSetupCode(lines.slice(0, count).join(''));
      if (code.ok) return [code.settings];
    }
    return [];
  });
}

function membersIn(base64: string): object | null {
  try {
    const standard = base64.replaceAll('-', '+').replaceAll('_', '/');
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytesOfBase64(standard));
    const members: unknown = JSON.parse(json);
    return typeof members === 'object' ? members : null;
  } catch (error) {
    // In order: no base64, no UTF-8, no JSON.
    if (error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError)
      return null;
    throw error;
  }
}

/** Whether bucket and pools can work together: with access keys there are no pools; an S3 and a Cognito of one's own know no partitions, whatever their regions are called; nor do other OpenID providers. */
export function onePartition({
  region,
  endpoint,
  identityPoolId,
  cognitoEndpoint,
  issuer,
  access,
}: Settings): boolean {
  if (access === 'keys') return true;
  if (endpoint !== '' || cognitoEndpoint !== '') return true;
  const regions = [regionOfIdentityPool(identityPoolId), regionOfUserPool(issuer)];
  return regions.every(other => other === null || partitionOf(other) === partitionOf(region));
}

/** The region of a user pool of Cognito, by its issuer; null of any other provider. */
const regionOfUserPool = (issuer: string): string | null =>
  /^https:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\./.exec(issuer)?.[1] ?? null;
