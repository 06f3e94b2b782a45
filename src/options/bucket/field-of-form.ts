import { message, uiLanguage } from '../../i18n/message';
import { FIELD_TEXTS } from '../form/settings-field';
import type { TextFieldName } from '../form/text-field';
import type { AutofillNote, PastableField } from './autofill';
import type { AccessKeysForm } from './use-access-keys';
import type { SettingsForm } from './use-settings-form';

/** What was filled in from a field's content, as a sentence; empty when nothing was. */
function sentenceOf(note: AutofillNote | null, from: PastableField): string {
  if (note?.from !== from) return '';
  if (note.reason === 'pool-region') return message('region_from_pool');
  const names = note.fields.map(field => message(FIELD_TEXTS[field].label));
  return message('pasted_filled', new Intl.ListFormat(uiLanguage()).format(names));
}

/** What every line of text has of the form; what is entered there of access keys goes to these. */
export const fieldOf =
  ({ input, problems, note, change, autofill, touch }: SettingsForm, keys: AccessKeysForm) =>
  <Name extends TextFieldName>(name: Name) => ({
    name,
    value: input[name],
    problem: problems[name],
    onInput: (value: string) => change({ [name]: value }),
    onBlur: () => touch(name),
    ...(isPastable(name) && {
      note: sentenceOf(note, name),
      onCommit: (value: string) => {
        // It is shown in clear there.
        if (keys.take(value)) change({ [name]: '', access: 'keys' });
        else autofill(name);
      },
    }),
  });

const isPastable = (name: TextFieldName): name is PastableField =>
  name === 'bucket' ||
  name === 'region' ||
  name === 'endpoint' ||
  name === 'identityPoolId' ||
  name === 'issuer';
