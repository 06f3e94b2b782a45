import { useState } from 'preact/hooks';
import { AWS_REGIONS, accessPointOfAlias, bucketNameProblem } from '../../core/aws-names';
import { type MessageKey, message } from '../../i18n/message';
import { isKeyArn, isMailAddress, type TemplateChoices, templateAccess } from '../../setup/template-choices';
import { CheckboxField, RadioCards, SelectField } from '../form/form-fields';
import { PROBLEM_TEXTS } from '../form/settings-field';

/** The sentence for what is wrong with the name of a bucket that is to be made; null where it can be made. */
export function newBucketProblem(bucket: string): MessageKey | null {
  const problem = accessPointOfAlias(bucket) === null ? bucketNameProblem(bucket) : 'reserved-suffix';
  return problem === null ? null : PROBLEM_TEXTS[`bucket-${problem}`];
}

/** What still has to be entered before the template can be made; null where nothing is missing. */
export function missingChoice({ bucket, region, access, firstUser, encryption }: TemplateChoices) {
  if (newBucketProblem(bucket) !== null) return 'setup_missing_bucket';
  if (access !== 'guest' && !isMailAddress(firstUser)) return 'setup_missing_mail';
  const isKeyMissing = typeof encryption === 'object' && !isKeyArn(encryption.keyArn, region);
  return isKeyMissing ? 'setup_missing_key' : null;
}

interface TemplateFieldsProps {
  readonly choices: TemplateChoices;
  readonly onChange: (changed: Partial<TemplateChoices>) => void;
}

/** What a person decides before AWS makes anything; all of it is right as it stands at first. */
export function TemplateFields({ choices, onChange }: TemplateFieldsProps) {
  const { bucket, region, access, firstUser } = choices;
  const offered = templateAccess(region);
  return (
    <>
      <ChoiceField
        id="new-bucket"
        label="setup_new_bucket"
        help="setup_new_bucket_help"
        value={bucket}
        problem={newBucketProblem(bucket)}
        onInput={value => onChange({ bucket: value })}
      />
      <SelectField
        id="new-region"
        label={message('field_region')}
        options={AWS_REGIONS.map(one => [one, one])}
        value={region}
        onChange={value => onChange({ region: value })}
      />
      <RadioCards
        name="new-access"
        legend="setup_access"
        choices={ACCESS.filter(([value]) => value === 'guest' || offered.includes(value))}
        value={access}
        onChange={value => onChange({ access: value })}
      />
      {access !== 'guest' && (
        <ChoiceField
          id="new-user"
          label="setup_first_user"
          help="setup_first_user_help"
          inputMode="email"
          value={firstUser}
          problem={isMailAddress(firstUser) ? null : 'setup_first_user_form'}
          onInput={value => onChange({ firstUser: value })}
        />
      )}
      {access === 'user' && (
        <CheckboxField
          id="new-own-folders"
          label="setup_own_folders"
          help="setup_own_folders_help"
          isChecked={choices.ownFolders}
          onChange={ownFolders => onChange({ ownFolders })}
        />
      )}
      <details class="other-way">
        <summary>{message('setup_more_choices')}</summary>
        <CheckboxField
          id="new-restore"
          label="setup_keep_deleted"
          help="setup_keep_deleted_help"
          isChecked={choices.restore}
          onChange={restore => onChange({ restore })}
        />
        <EncryptionFields choices={choices} onChange={onChange} />
      </details>
    </>
  );
}

const ACCESS = [
  ['guest', 'setup_access_guest', 'setup_access_guest_help'],
  ['user', 'setup_access_user', 'setup_access_user_help'],
  ['both', 'setup_access_both', 'setup_access_both_help'],
] as const;

function EncryptionFields({ choices: { encryption, region }, onChange }: TemplateFieldsProps) {
  return (
    <>
      <SelectField
        id="new-encryption"
        label={message('setup_encryption')}
        help={message('setup_encryption_help')}
        options={[
          ['s3', message('setup_encryption_s3')],
          ['new-key', message('setup_encryption_new_key')],
          ['key', message('setup_encryption_key')],
        ]}
        value={typeof encryption === 'object' ? 'key' : encryption}
        onChange={value => onChange({ encryption: value === 'key' ? { keyArn: '' } : value })}
      />
      {typeof encryption === 'object' && (
        <ChoiceField
          id="new-key"
          label="setup_key"
          help="setup_key_help"
          value={encryption.keyArn}
          problem={isKeyArn(encryption.keyArn, region) ? null : 'setup_key_form'}
          onInput={keyArn => onChange({ encryption: { keyArn } })}
        />
      )}
    </>
  );
}

interface ChoiceFieldProps {
  /** Unique on the page. */
  readonly id: string;
  readonly label: MessageKey;
  readonly help: MessageKey;
  readonly inputMode?: 'text' | 'email';
  readonly value: string;
  readonly problem: MessageKey | null;
  readonly onInput: (value: string) => void;
}

/** A line of text. What is wrong with it is said once it was left, or was right before. */
function ChoiceField({ id, label, help, inputMode = 'text', value, problem, onInput }: ChoiceFieldProps) {
  const [isTouched, setTouched] = useState(false);
  const shown = isTouched ? problem : null;
  return (
    <div class="field">
      <label for={id}>{message(label)}</label>
      <input
        id={id}
        class="input"
        inputMode={inputMode}
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        value={value}
        aria-invalid={shown !== null}
        aria-describedby={`${id}-help`}
        onInput={event => onInput(event.currentTarget.value.trim())}
        onBlur={() => setTouched(true)}
      />
      <p id={`${id}-help`} class={shown === null ? 'field-help' : 'field-problem'}>
        {message(shown ?? help)}
      </p>
    </div>
  );
}
