import type { SettingsField, SettingsProblem } from '../../core/settings';
import type { MessageKey } from '../../i18n/message';

interface FieldTexts {
  readonly label: MessageKey;
  readonly help: MessageKey;
}

/** Every field in the order of the page, with its name and where to find its value. */
export const FIELD_TEXTS: { readonly [Field in SettingsField]: FieldTexts } = {
  bucket: { label: 'field_bucket', help: 'field_bucket_help' },
  region: { label: 'field_region', help: 'field_region_help' },
  access: { label: 'field_access', help: 'access_guest_help' },
  identityPoolId: { label: 'field_identity_pool_id', help: 'field_identity_pool_id_help' },
  issuer: { label: 'field_issuer', help: 'field_issuer_help' },
  clientId: { label: 'field_client_id', help: 'field_client_id_help' },
  folder: { label: 'field_folder', help: 'field_folder_help' },
  endpoint: { label: 'field_endpoint', help: 'field_endpoint_help' },
  pathStyle: { label: 'field_path_style', help: 'field_path_style_help' },
  cognitoEndpoint: { label: 'field_cognito_endpoint', help: 'field_cognito_endpoint_help' },
  encryption: { label: 'field_encryption', help: 'field_encryption_help' },
  kmsKey: { label: 'field_kms_key', help: 'field_kms_key_help' },
  requesterPays: { label: 'field_requester_pays', help: 'field_requester_pays_help' },
};

/** The fields in the order of the page. */
export const FIELDS: readonly SettingsField[] = [
  'bucket',
  'region',
  'access',
  'identityPoolId',
  'issuer',
  'clientId',
  'folder',
  'endpoint',
  'pathStyle',
  'cognitoEndpoint',
  'encryption',
  'kmsKey',
  'requesterPays',
];

/** The sentence for each way in which a field can be wrong. Does not compile while one is missing. */
export const PROBLEM_TEXTS: { readonly [Problem in SettingsProblem]: MessageKey } = {
  'bucket-empty': 'problem_bucket_empty',
  'bucket-length': 'problem_bucket_length',
  'bucket-characters': 'problem_bucket_characters',
  'bucket-edges': 'problem_bucket_edges',
  'bucket-dots': 'problem_bucket_dots',
  'bucket-ip-address': 'problem_bucket_ip_address',
  'bucket-reserved-prefix': 'problem_bucket_reserved_prefix',
  'bucket-reserved-suffix': 'problem_bucket_reserved_suffix',
  'region-empty': 'problem_region_empty',
  'region-form': 'problem_region_form',
  'identity-pool-id-empty': 'problem_identity_pool_id_empty',
  'identity-pool-id-form': 'problem_identity_pool_id_form',
  'identity-pool-id-user-pool': 'problem_identity_pool_id_user_pool',
  'folder-form': 'problem_folder_form',
  'folder-length': 'problem_folder_length',
  'url-form': 'problem_url_form',
  'url-path': 'problem_url_path',
  'url-plaintext': 'problem_url_plaintext',
  'kms-key-form': 'problem_kms_key_form',
  'folder-identity': 'problem_folder_identity',
  'folder-identity-keys': 'problem_folder_identity_keys',
  'issuer-empty': 'problem_issuer_empty',
  'issuer-form': 'problem_issuer_form',
  'issuer-identity-pool': 'problem_issuer_identity_pool',
  'issuer-domain': 'problem_issuer_domain',
  'client-id-empty': 'problem_client_id_empty',
  'client-id-form': 'problem_client_id_form',
};

/** Id of a field's input element. */
export const idOfField = (field: SettingsField): string => `field-${field}`;

/** Unfolds what hides the element, and gives it back; null when it is not on the page. */
function revealed(id: string): HTMLElement | null {
  const element = document.getElementById(id);
  const folded = element?.closest('details');
  if (folded !== null && folded !== undefined) folded.open = true;
  return element;
}

/** Shows a field that may be folded away under "Advanced". */
export const revealField = (field: SettingsField): void => void revealed(idOfField(field));

/** Shows a field and puts the cursor into it. */
export const focusField = (field: SettingsField): void => revealed(idOfField(field))?.focus();

/** Puts the cursor into the first of these lines that must not be empty, and is; false where there is none. */
export function focusFirstEmpty(ids: readonly string[]): boolean {
  const empty = ids.find(id => {
    const input = document.getElementById(id);
    return input instanceof HTMLInputElement && input.required && input.value.trim() === '';
  });
  if (empty !== undefined) revealed(empty)?.focus();
  return empty !== undefined;
}

/** Id of the button that saves the settings. */
export const SAVE_ID = 'save-settings';

/** Leads to what became of saving, when what was pressed for it goes away. */
export const focusSave = (): void => document.getElementById(SAVE_ID)?.focus();
