import { regionOfIdentityPool } from '../core/aws-names';
import {
  type PastedSettings,
  parsePastedBucket,
  parsePastedIdentityPool,
  parsePastedIssuer,
} from '../core/pasted-settings';
import type { SettingsField, SettingsInput } from '../core/settings';
import { FIELDS } from './settings-field';

/** The fields that take more than their own value. */
export type PastableField = 'bucket' | 'identityPoolId' | 'issuer';

/** What the user is told after fields were filled in automatically. */
export interface AutofillNote {
  /** The field whose content it came from. */
  readonly from: PastableField;
  readonly reason: 'pasted' | 'pool-region';
  /** The fields that hold something else now. */
  readonly fields: readonly SettingsField[];
}

interface Autofill {
  readonly change: PastedSettings;
  readonly note: AutofillNote;
}

const PARSERS: { readonly [Field in PastableField]: (text: string) => PastedSettings | null } = {
  bucket: parsePastedBucket,
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
  return fields.length === 0 ? null : { change, note: { from, reason, fields } };
}

/** Most people have bucket and pool in one region. A guess: so only into an empty field, and it is said. */
function regionOfPool(id: string, input: SettingsInput): PastedSettings {
  const region = input.region === '' ? regionOfIdentityPool(id.trim()) : null;
  return region === null ? {} : { region };
}
