import type { Encryption } from '../../core/settings';
import { type MessageKey, message } from '../../i18n/message';
import { CheckboxField, RadioCards, SelectField } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { FIELD_TEXTS, idOfField } from '../form/settings-field';
import { TextField } from '../form/text-field';
import { RedirectAddress } from '../guide/redirect-address';
import { AccessKeysFields } from './access-keys-fields';
import { EndpointField, PathStyleField } from './bucket-fields';
import { fieldOf } from './field-of-form';
import { isOwnServer, takesKeysOnly } from './store-choice';
import type { AccessKeysForm } from './use-access-keys';
import type { SettingsForm } from './use-settings-form';
import './settings-fields.css';

const ENCRYPTION_TEXTS: readonly (readonly [Encryption, MessageKey])[] = [
  ['none', 'encryption_none'],
  ['AES256', 'encryption_aes256'],
  ['aws:kms', 'encryption_kms'],
];

interface FieldsProps {
  readonly form: SettingsForm;
  readonly keys: AccessKeysForm;
}

interface AccessFieldsProps extends FieldsProps {
  /** What the fields say of the bucket is stored. */
  readonly isStored: boolean;
}

/** As whom Shoebox comes to the bucket. */
export function AccessFields({ form, keys, isStored }: AccessFieldsProps) {
  const { input, store, change } = form;
  const field = fieldOf(form, keys);
  const isWithoutPools = store.id !== 'aws' && input.cognitoEndpoint.trim() === '' && input.access !== 'keys';
  return (
    <>
      {takesKeysOnly(store, input) ? (
        <p class="field-help">{message('access_keys_only', store.name)}</p>
      ) : (
        <Imposable name="settings.access">
          <RadioCards
            name={idOfField('access')}
            legend={FIELD_TEXTS.access.label}
            choices={[
              ['guest', 'access_guest', 'access_guest_help'],
              ['user', 'access_user', 'access_user_help'],
              ['keys', 'access_keys', 'access_keys_help'],
            ]}
            value={input.access}
            onChange={access => change({ access })}
          />
        </Imposable>
      )}
      {isWithoutPools && <p class="field-warning">{message('access_only_keys')}</p>}
      {input.access === 'keys' ? (
        <AccessKeysFields {...{ form, keys, isStored }} />
      ) : (
        <TextField {...field('identityPoolId')} required />
      )}
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
export function AdvancedFields({ form, keys }: FieldsProps) {
  const { input, store, change } = form;
  const field = fieldOf(form, keys);
  return (
    <details class="advanced">
      <summary>{message('options_advanced')}</summary>
      <div class="fields">
        <TextField {...field('folder')} />
        {!isOwnServer(store) && store.id !== 'r2' && <EndpointField form={form} keys={keys} />}
        {!isOwnServer(store) && <PathStyleField form={form} />}
        {input.access !== 'keys' &&
          (store.id === 'aws' || isOwnServer(store) || input.cognitoEndpoint !== '') && (
            <TextField {...field('cognitoEndpoint')} />
          )}
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
        {(store.endpoint === '' || input.requesterPays) && (
          <Imposable name="settings.requesterPays">
            <CheckboxField
              id={idOfField('requesterPays')}
              {...FIELD_TEXTS.requesterPays}
              isChecked={input.requesterPays}
              onChange={requesterPays => change({ requesterPays })}
            />
          </Imposable>
        )}
      </div>
    </details>
  );
}
