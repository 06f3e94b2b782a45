import browser from 'webextension-polyfill';
import type { Bucket } from '../../src/aws/bucket';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { accessKeys } from '../../src/background/access-keys';
import { testedConditions } from '../../src/background/credential-storage';
import { closeBucket, currentBucket } from '../../src/background/current-bucket';
import { saveSettings } from '../../src/background/settings-store';
import { type AccessKeys, accessKeysPlace } from '../../src/core/access-keys';
import { bucketIdentity } from '../../src/core/settings';
import { AS_AWS, keySettingsOf, settingsOf } from '../aws/local-bucket';
import type { LocalAws } from '../local-aws/index';

/**
 * The worker's bucket for a new guest, or with access keys, once its settings were saved and a connection test found it as AWS
 * is, or this; null for no test.
 */
export async function openAsCurrent(
  aws: Pick<LocalAws, 'endpoint' | 'cognitoEndpoint' | 'region'>,
  tested: TestedCapabilities | null = AS_AWS,
  keys: AccessKeys | null = null,
): Promise<Bucket> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
  const settings = await saveSettings(keys === null ? settingsOf(aws) : keySettingsOf(aws));
  if (keys !== null) await accessKeys.keep(accessKeysPlace(settings), keys, 'session');
  if (tested !== null) await testedConditions.set(bucketIdentity(settings), tested);
  closeBucket();
  return currentBucket();
}
