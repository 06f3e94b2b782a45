import { AWS_REGIONS } from '../../core/aws-names';
import { isPublicPlaintext } from '../../core/private-network';
import type { Encryption } from '../../core/settings';
import { type MessageKey, message, uiLanguage } from '../../i18n/message';
import { regionDoubt } from '../form/field-problem';
import { CheckboxField, RadioCards, SelectField } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { FIELD_TEXTS, idOfField } from '../form/settings-field';
import { TextField, type TextFieldName } from '../form/text-field';
import { RedirectAddress } from '../guide/redirect-address';
import type { AutofillNote, PastableField } from './autofill';
import type { SettingsForm } from './use-settings-form';
import './settings-fields.css';

/** What was filled in from a field's content, as a sentence; empty when nothing was. */
function sentenceOf(note: AutofillNote | null, from: PastableField): string {
  if (note?.from !== from) return '';
  if (note.reason === 'pool-region') return message('region_from_pool');
  const names = note.fields.map(field => message(FIELD_TEXTS[field].label));
  return message('pasted_filled', new Intl.ListFormat(uiLanguage()).format(names));
}

const ENCRYPTION_TEXTS: readonly (readonly [Encryption, MessageKey])[] = [
  ['none', 'encryption_none'],
  ['AES256', 'encryption_aes256'],
  ['aws:kms', 'encryption_kms'],
];

interface FieldsProps {
  readonly form: SettingsForm;
}

/** What every line of text has of the form. */
const fieldOf =
  ({ input, problems, note, change, autofill, touch }: SettingsForm) =>
  <Name extends TextFieldName>(name: Name) => ({
    name,
    value: input[name],
    problem: problems[name],
    onInput: (value: string) => change({ [name]: value }),
    onBlur: () => touch(name),
    ...(isPastable(name) && { note: sentenceOf(note, name), onCommit: () => autofill(name) }),
  });

const isPastable = (name: TextFieldName): name is PastableField =>
  name === 'bucket' || name === 'region' || name === 'identityPoolId' || name === 'issuer';

/** Where the pictures go. */
export function BucketFields({ form }: FieldsProps) {
  const field = fieldOf(form);
  return (
    <>
      <TextField {...field('bucket')} required />
      <TextField
        {...field('region')}
        required
        suggestions={AWS_REGIONS}
        warning={regionDoubt(form.input) ?? undefined}
      />
    </>
  );
}

/** As whom Shoebox comes to the bucket. */
export function AccessFields({ form }: FieldsProps) {
  const { input, change } = form;
  const field = fieldOf(form);
  return (
    <>
      <TextField {...field('identityPoolId')} required />
      <Imposable name="settings.access">
        <RadioCards
          name={idOfField('access')}
          legend={FIELD_TEXTS.access.label}
          choices={[
            ['guest', 'access_guest', 'access_guest_help'],
            ['user', 'access_user', 'access_user_help'],
          ]}
          value={input.access}
          onChange={access => change({ access })}
        />
      </Imposable>
      {input.access === 'user' && (
        <div class="folded-out">
          <TextField {...field('issuer')} required />
          <TextField {...field('clientId')} required />
          <RedirectAddress region={input.region} />
        </div>
      )}
    </>
  );
}

/** What few people need, folded away. */
export function AdvancedFields({ form }: FieldsProps) {
  const { input, change } = form;
  const field = fieldOf(form);
  return (
    <details class="advanced">
      <summary>{message('options_advanced')}</summary>
      <div class="fields">
        <TextField {...field('folder')} />
        <TextField
          {...field('endpoint')}
          warning={
            isPublicPlaintext(input.endpoint)
              ? { sentence: message('warning_endpoint_plaintext'), meant: null }
              : undefined
          }
        />
        <Imposable name="settings.pathStyle">
          <CheckboxField
            id={idOfField('pathStyle')}
            {...FIELD_TEXTS.pathStyle}
            isChecked={input.pathStyle}
            onChange={pathStyle => change({ pathStyle })}
          />
        </Imposable>
        <TextField {...field('cognitoEndpoint')} />
        <Imposable name="settings.encryption">
          <SelectField
            id={idOfField('encryption')}
            label={message(FIELD_TEXTS.encryption.label)}
            help={message(FIELD_TEXTS.encryption.help)}
            options={ENCRYPTION_TEXTS.map(([value, text]) => [value, message(text)] as const)}
            value={input.encryption}
            onChange={encryption => change({ encryption })}
          />
        </Imposable>
        {input.encryption === 'aws:kms' && <TextField {...field('kmsKey')} />}
        <Imposable name="settings.requesterPays">
          <CheckboxField
            id={idOfField('requesterPays')}
            {...FIELD_TEXTS.requesterPays}
            isChecked={input.requesterPays}
            onChange={requesterPays => change({ requesterPays })}
          />
        </Imposable>
      </div>
    </details>
  );
}
