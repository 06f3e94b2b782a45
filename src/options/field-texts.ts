import type { SettingsField } from '../core/settings';
import type { MessageKey } from '../i18n/message';

interface FieldTexts {
  readonly label: MessageKey;
  readonly help: MessageKey;
}

/** Every field in the order of the page, with its name and where to find its value. */
export const FIELD_TEXTS: { readonly [Field in SettingsField]: FieldTexts } = {
  bucket: { label: 'field_bucket', help: 'field_bucket_help' },
  region: { label: 'field_region', help: 'field_region_help' },
  identityPoolId: { label: 'field_identity_pool_id', help: 'field_identity_pool_id_help' },
  folder: { label: 'field_folder', help: 'field_folder_help' },
  endpoint: { label: 'field_endpoint', help: 'field_endpoint_help' },
  pathStyle: { label: 'field_path_style', help: 'field_path_style_help' },
  cognitoEndpoint: { label: 'field_cognito_endpoint', help: 'field_cognito_endpoint_help' },
};

/** The fields in the order of the page. */
export const FIELDS: readonly SettingsField[] = [
  'bucket',
  'region',
  'identityPoolId',
  'folder',
  'endpoint',
  'pathStyle',
  'cognitoEndpoint',
];
