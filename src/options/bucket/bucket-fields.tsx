import { AWS_REGIONS } from '../../core/aws-names';
import { isPublicPlaintext } from '../../core/private-network';
import { STORE_IDS, type Store, storeNamed } from '../../core/stores';
import { type MessageKey, message } from '../../i18n/message';
import { regionDoubt } from '../form/field-problem';
import { CheckboxField, SelectField } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { FIELD_TEXTS, idOfField } from '../form/settings-field';
import { TextField } from '../form/text-field';
import { fieldOf } from './field-of-form';
import { hasRegionInHost, isOwnServer } from './store-choice';
import type { AccessKeysForm } from './use-access-keys';
import { useKeptFocus } from './use-kept-focus';
import type { SettingsForm } from './use-settings-form';

interface FieldsProps {
  readonly form: SettingsForm;
  readonly keys: AccessKeysForm;
}

/** A store's name; of those that are not known, that they speak S3. */
const nameOf = ({ name }: Store): string => name || message('store_other');

const STORE_NAMES = (): readonly (readonly [(typeof STORE_IDS)[number], string])[] =>
  STORE_IDS.map(id => [id, nameOf(storeNamed(id))]);

/** Where the pictures go: which store, and what that store needs to know. */
export function BucketFields({ form, keys }: FieldsProps) {
  const { input, store, chooseStore } = form;
  const field = fieldOf(form, keys);
  const isAws = store.id === 'aws';
  useKeptFocus(store.id);
  return (
    <>
      <Imposable name="settings.endpoint">
        <SelectField
          id="field-store"
          label={message('field_store')}
          help={message('field_store_help')}
          options={STORE_NAMES()}
          value={store.id}
          onChange={chooseStore}
        />
      </Imposable>
      <TextField
        {...field('bucket')}
        required
        {...(!isAws && { help: message('field_bucket_store_help') })}
      />
      {(store.id === 'r2' || isOwnServer(store)) && <EndpointField form={form} keys={keys} />}
      {(isAws || hasRegionInHost(store) || isOwnServer(store)) && (
        <TextField
          {...field('region')}
          required
          suggestions={isAws ? AWS_REGIONS : store.regions}
          warning={regionDoubt(input, store) ?? undefined}
          {...(!isAws && { help: regionHelp(store) })}
        />
      )}
      {isOwnServer(store) && <PathStyleField form={form} />}
    </>
  );
}

const regionHelp = ({ regions: [first = ''], region, name }: Store): string =>
  first === '' ? message('field_region_own_help', region) : message('field_region_store_help', name, first);

const ENDPOINT_HELP: { readonly [id: string]: MessageKey } = {
  aws: 'field_endpoint_help',
  r2: 'field_endpoint_r2_help',
};

/** The address that requests go to. */
export function EndpointField({ form, keys }: FieldsProps) {
  const { input, store } = form;
  const isNeeded = store.id !== 'aws';
  return (
    <TextField
      {...fieldOf(form, keys)('endpoint')}
      required={isNeeded}
      help={message(ENDPOINT_HELP[store.id] ?? 'field_endpoint_own_help')}
      warning={
        isPublicPlaintext(input.endpoint)
          ? { sentence: message('warning_endpoint_plaintext'), meant: null }
          : undefined
      }
    />
  );
}

/** Whether the bucket stands in the path. */
export const PathStyleField = ({ form: { input, change } }: Pick<FieldsProps, 'form'>) => (
  <Imposable name="settings.pathStyle">
    <CheckboxField
      id={idOfField('pathStyle')}
      {...FIELD_TEXTS.pathStyle}
      isChecked={input.pathStyle}
      onChange={pathStyle => change({ pathStyle })}
    />
  </Imposable>
);
