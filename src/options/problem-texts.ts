import type { SettingsProblem } from '../core/settings';
import type { MessageKey } from '../i18n/message';

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
  'folder-form': 'problem_folder_form',
  'folder-length': 'problem_folder_length',
  'url-form': 'problem_url_form',
  'url-path': 'problem_url_path',
};
