import { partitionOf } from './aws-partition';
import type { Settings } from './settings';

/** Long-lived keys of an S3, as its console hands them out. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How long they are kept: until the browser ends, or on this computer's disk, where no script can read the secret again. */
export type KeyRetention = 'session' | 'computer';

export const KEY_RETENTIONS: readonly KeyRetention[] = ['session', 'computer'];

/** What pages are told of keys that are kept; never the secret. */
export interface AccessKeysStatus {
  readonly accessKeyId: string;
  readonly retention: KeyRetention;
}

/** Why a field can't hold what it does. The options page has a sentence for each. */
export type AccessKeyProblem =
  | 'empty'
  /** Spaces or line breaks in the middle: more was pasted than the key. */
  | 'spaces'
  /** Too long, or characters that no key has. */
  | 'form'
  /** What stands in the other field belongs here. */
  | 'swapped'
  /** Keys of AWS that end within hours, and need a session token as well. */
  | 'temporary';

export type AccessKeyProblems = { readonly [Field in keyof AccessKeys]?: AccessKeyProblem };

export type AccessKeysResult =
  | { readonly ok: true; readonly keys: AccessKeys }
  | { readonly ok: false; readonly problems: AccessKeyProblems };

/** AWS's key ids have at most 128 characters (IAM API reference, `AccessKey`), GCS's 61; no secret is longer than R2's 64. */
const MAX_ID_LENGTH = 128;
const MAX_SECRET_LENGTH = 256;

/** Checks and trims what claims to be access keys: a form, a message. Never throws. */
export function parseAccessKeys(input: unknown): AccessKeysResult {
  const { accessKeyId, secretAccessKey }: Partial<Record<keyof AccessKeys, unknown>> = Object(input);
  const id = trimmed(accessKeyId);
  const secret = trimmed(secretAccessKey);
  const areSwapped = isKeyId(secret) && !isKeyId(id);
  const idProblem =
    (areSwapped && id !== '' ? 'swapped' : null) ??
    // `/` and `,` end the id in the `Authorization` header.
    problemOf(id, /^[^/,]*$/, MAX_ID_LENGTH) ??
    (TEMPORARY_ID.test(id) ? 'temporary' : null);
  const secretProblem = areSwapped ? 'swapped' : problemOf(secret, /^/, MAX_SECRET_LENGTH);
  if (idProblem === null && secretProblem === null)
    return { ok: true, keys: { accessKeyId: id, secretAccessKey: secret } };
  return {
    ok: false,
    problems: {
      ...(idProblem !== null && { accessKeyId: idProblem }),
      ...(secretProblem !== null && { secretAccessKey: secretProblem }),
    },
  };
}

const trimmed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function problemOf(text: string, form: RegExp, maxLength: number): AccessKeyProblem | null {
  if (text === '') return 'empty';
  if (/\s/.test(text)) return 'spaces';
  return text.length > maxLength || !/^[!-~]+$/.test(text) || !form.test(text) ? 'form' : null;
}

/** STS's (IAM User Guide, "IAM identifiers": unique ID prefixes). */
const TEMPORARY_ID = /^ASIA[A-Z0-9]{12,}$/;

/** Ids that are told by their form: of AWS and Wasabi, Scaleway, DigitalOcean, GCS, R2, B2. */
const KNOWN_IDS: readonly RegExp[] = [
  /^A[KS]IA[A-Z0-9]{12,}$/,
  /^SCW[A-Z0-9]{17}$/,
  /^DO[A-Z0-9]{18}$/,
  /^GOOG[A-Z0-9]{16,57}$/,
  /^[0-9a-f]{32}$/,
  /^00[0-9a-f]{10}(?:[0-9a-f]{13})?$/,
];

const isKeyId = (text: string): boolean => KNOWN_IDS.some(form => form.test(text));

/** A console's page or file with a pair in it is shorter. */
const MAX_PASTED_LENGTH = 8192;

/** What consoles and files call the id: `Access key ID`, `AWS_ACCESS_KEY_ID`, `accessKey`, `keyID` (B2). */
const ID_NAME =
  /(?<!secret[ _-]?)(?:access[ _-]?key(?:[ _-]?id)?|(?<![a-z])(?:application[ _-]?)?key[ _-]?id)/;
/** `Secret access key`, `SecretAccessKey`, `secret_key`, `applicationKey` (B2), `Secret` (GCS). */
const SECRET_NAME = /(?:secret(?:[ _-]?(?:access[ _-]?)?key)?|application[ _-]?key(?![ _-]?id))/;

/** A name, what stands between, and a value: `"accessKeyId": "…"`, `export AWS_ACCESS_KEY_ID=…`, `Access Key ID` and a line below it. */
const valueAfter = (name: RegExp): RegExp =>
  new RegExp(`${name.source}["']?\\s*(?:[:=]\\s*|\\s)["']?([^\\s"',;{[][^\\s"',;]*)`, 'i');

/**
 * The pair in a pasted text: the CSV of AWS's console, lines of a configuration or of a shell, a console's page, JSON,
 * `ID:SECRET`, or two bare lines, the id first. Null when there is none.
 */
export function accessKeysIn(text: string): AccessKeys | null {
  if (text.length > MAX_PASTED_LENGTH) return null;
  const pasted = text.replace(/^\uFEFF/, '').trim();
  const pair = pairInTable(pasted) ?? namedPair(pasted) ?? barePair(pasted);
  if (pair === null) return null;
  const result = parseAccessKeys({ accessKeyId: pair[0], secretAccessKey: pair[1] });
  return result.ok ? result.keys : null;
}

type Pair = readonly [accessKeyId: string, secretAccessKey: string];

/** A line of names, and one of values. */
function pairInTable(text: string): Pair | null {
  const [names = [], values = []] = text
    .split(/\r?\n/, 2)
    .map(line => line.split(/[,;\t]/).map(cell => cell.trim().replace(/^"(.*)"$/, '$1')));
  const [id, secret] = [ID_NAME, SECRET_NAME].map(
    name => values[names.findIndex(cell => new RegExp(`^${name.source}$`, 'i').test(cell))],
  );
  return id === undefined || secret === undefined ? null : [id, secret];
}

function namedPair(text: string): Pair | null {
  const [id, secret] = [ID_NAME, SECRET_NAME].map(name => valueAfter(name).exec(text)?.[1]);
  return id === undefined || secret === undefined ? null : [id, secret];
}

/** Two words that nothing names: either there is a line for each, or the id is told by its form. */
function barePair(text: string): Pair | null {
  const [id = '', secret = '', ...others] = text.split(/\s+|(?<=^[^:\s]+):/);
  const isOnePair = others.length === 0 && secret.length >= 8;
  return isOnePair && (isKeyId(id) || /^\S+\r?\n\S+$/.test(text)) ? [id, secret] : null;
}

/**
 * What access keys are kept under. They sign for this bucket at this host and for nothing else, whatever the settings are
 * changed to.
 */
export const accessKeysPlace = ({ bucket, endpoint, region }: Settings): string =>
  `${bucket}@${endpoint || partitionOf(region)}`;

/** Access keys as requests are signed with them: the secret itself is not among them. */
export interface HeldAccessKeys {
  /** Another one each time that keys are entered, even the same ones. */
  readonly id: string;
  readonly accessKeyId: string;
  /** For HMAC-SHA256, of `AWS4` and the secret: SigV4's first key. Not extractable: no script reads the secret again. */
  readonly signingKey: CryptoKey;
}
