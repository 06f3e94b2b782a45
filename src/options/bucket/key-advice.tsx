import type { StoreId } from '../../core/stores';
import { type MessageKey, message } from '../../i18n/message';
import { consoleLinks } from '../../setup/console-links';
import { exampleSettings } from '../../setup/example-settings';
import { guestPolicy } from '../../setup/guest-policy';
import { Copyable } from '../../ui/copyable';
import type { SettingsForm } from './use-settings-form';

/** Which key opens one bucket and nothing more, in the words of each store's console. */
const ADVICE: { readonly [Id in StoreId]: MessageKey } = {
  aws: 'key_make_aws',
  r2: 'key_make_r2',
  b2: 'key_make_b2',
  wasabi: 'key_make_wasabi',
  spaces: 'key_make_spaces',
  hetzner: 'key_make_hetzner',
  scaleway: 'key_make_scaleway',
  gcs: 'key_make_gcs',
  minio: 'key_make_minio',
  ceph: 'key_make_ceph',
  other: 'key_make_other',
};

/** Where each console makes keys; that of AWS depends on the partition, and MinIO, Ceph and others have their owners' own. */
const KEY_PAGES: { readonly [Id in StoreId]?: string } = {
  r2: 'https://dash.cloudflare.com/?to=/:account/r2/api-tokens',
  b2: 'https://secure.backblaze.com/app_keys.htm',
  wasabi: 'https://console.wasabisys.com/users',
  spaces: 'https://cloud.digitalocean.com/spaces/access_keys',
  hetzner: 'https://console.hetzner.com/projects',
  scaleway: 'https://console.scaleway.com/iam/api-keys',
  gcs: 'https://console.cloud.google.com/storage/settings;tab=interoperability',
};

/** The stores whose users have policies in AWS's language. */
const WITH_POLICIES: readonly StoreId[] = ['aws', 'wasabi', 'minio'];

/** What kind of key to make for the bucket that the fields name, and where. */
export function KeyAdvice({ input, store: { id, name } }: Pick<SettingsForm, 'input' | 'store'>) {
  const example = exampleSettings(input);
  const page = id === 'aws' ? consoleLinks(input.region === '' ? '' : example.region).users : KEY_PAGES[id];
  return (
    <details class="other-way">
      <summary>{message('key_make')}</summary>
      <p>{message(ADVICE[id])}</p>
      {page !== undefined && (
        <p>
          <a class="console-link" href={page} target="_blank" rel="noreferrer">
            {message('key_make_open', name)}
          </a>
        </p>
      )}
      {WITH_POLICIES.includes(id) && <Copyable value={guestPolicy(example)} label="copy_policy" />}
    </details>
  );
}
