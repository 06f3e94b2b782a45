import { bucketNameProblem, isIdentityPoolId, regionOfIdentityPool } from '../../core/aws-names';
import {
  type PastedSettings,
  parsePastedBucket,
  parsePastedEndpoint,
  parsePastedIdentityPool,
  parsePastedIssuer,
  parsePastedRegion,
} from '../../core/pasted-settings';
import { isKnownRegion } from '../../core/region-names';
import type { SettingsField, SettingsInput } from '../../core/settings';
import type { FieldProblems } from '../form/field-problem';
import { FIELDS } from '../form/settings-field';

/** The fields that take more than their own value. */
export type PastableField = 'bucket' | 'region' | 'endpoint' | 'identityPoolId' | 'issuer';

/** What the user is told after fields were filled in automatically. */
export interface AutofillNote {
  /** The field whose content it came from. */
  readonly from: PastableField;
  readonly reason: 'pasted' | 'pool-region';
  /** The fields that hold something else now. */
  readonly fields: readonly SettingsField[];
  /** What was put into them. */
  readonly filled: PastedSettings;
}

interface Autofill {
  readonly change: PastedSettings;
  readonly note: AutofillNote;
}

const PARSERS: { readonly [Field in PastableField]: (text: string) => PastedSettings | null } = {
  bucket: parsePastedBucket,
  region: parsePastedRegion,
  endpoint: parsePastedEndpoint,
  identityPoolId: parsePastedIdentityPool,
  issuer: parsePastedIssuer,
};

/** What the content of `from` says about this and other fields; null when that is nothing new. */
export function autofillFrom(from: PastableField, input: SettingsInput): Autofill | null {
  const pasted = PARSERS[from](input[from]);
  const change = { ...regionOfPool(pasted?.identityPoolId ?? input.identityPoolId, input), ...pasted };
  const filled: SettingsInput = { ...input, ...change };
  const fields = FIELDS.filter(field => filled[field] !== input[field]);
  const reason = pasted === null ? 'pool-region' : 'pasted';
  return fields.length === 0 ? null : { change, note: { from, reason, fields, filled: change } };
}

/** What of a note still holds: not of a field that says something else by now, nor beside what is wrong. Null of none. */
export function stillTrue(
  note: AutofillNote,
  input: SettingsInput,
  problems: FieldProblems,
): AutofillNote | null {
  const filled: Partial<SettingsInput> = note.filled;
  const fields = note.fields.filter(
    field =>
      input[field] === filled[field] &&
      problems[field] === undefined &&
      !(field === note.from && input[field] === ''),
  );
  // A store's address without a bucket was taken out of the bucket's field, which is empty now.
  const isTakenOut = filled[note.from] === '' && input[note.from] === '';
  return fields.length === 0 || (problems[note.from] !== undefined && !isTakenOut)
    ? null
    : { ...note, fields };
}

/** The field for a text that was pasted beside all fields; null for what is neither a pool, a region, a bucket nor a store. */
export function fieldForPasted(text: string): 'bucket' | 'region' | 'endpoint' | 'identityPoolId' | null {
  const pasted = text.trim();
  // Each would be a bucket's name as well.
  if (isKnownRegion(pasted.toLowerCase())) return 'region';
  if (isIdentityPoolId(pasted.toLowerCase()) || parsePastedIdentityPool(pasted) !== null)
    return 'identityPoolId';
  const place = parsePastedBucket(pasted) ?? (URL.canParse(pasted) ? parsePastedEndpoint(pasted) : null);
  if (place !== null && (place.bucket ?? '') === '') return 'endpoint';
  return bucketNameProblem(pasted) === null || parsePastedBucket(pasted) !== null ? 'bucket' : null;
}

/** Most people have bucket and pool in one region. A guess: so only into an empty field, and it is said. */
function regionOfPool(id: string, input: SettingsInput): PastedSettings {
  const region = input.region === '' ? regionOfIdentityPool(id.trim()) : null;
  return region === null ? {} : { region };
}
