import { regionOfIdentityPool } from '../core/identity-pool-id';
import { fromPastedBucket, fromPastedIdentityPool, type Pasted } from '../core/pasted';
import type { SettingsField, SettingsInput } from '../core/settings';
import { FIELDS } from './field-texts';

/** The fields that take more than their own value. */
export type PastableField = 'bucket' | 'identityPoolId';

/** What a person is told after fields were filled for them. */
export interface FillNote {
  /** The field whose content it came from. */
  readonly from: PastableField;
  readonly reason: 'pasted' | 'pool-region';
  /** The fields that hold something else now. */
  readonly fields: readonly SettingsField[];
}

interface Filling {
  readonly change: Pasted;
  readonly note: FillNote;
}

const READERS: { readonly [Field in PastableField]: (text: string) => Pasted | null } = {
  bucket: fromPastedBucket,
  identityPoolId: fromPastedIdentityPool,
};

/** What the content of `from` says about this and other fields; null when that is nothing new. */
export function fillFrom(from: PastableField, input: SettingsInput): Filling | null {
  const pasted = READERS[from](input[from]);
  const change = { ...regionOfPool(pasted?.identityPoolId ?? input.identityPoolId, input), ...pasted };
  const filled: SettingsInput = { ...input, ...change };
  const fields = FIELDS.filter(field => filled[field] !== input[field]);
  const reason = pasted === null ? 'pool-region' : 'pasted';
  return fields.length === 0 ? null : { change, note: { from, reason, fields } };
}

/** Most people have bucket and pool in one region. A guess: so only into an empty field, and it is said. */
function regionOfPool(id: string, input: SettingsInput): Pasted {
  const region = input.region === '' ? regionOfIdentityPool(id.trim()) : null;
  return region === null ? {} : { region };
}
