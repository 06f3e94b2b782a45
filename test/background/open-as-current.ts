import browser from 'webextension-polyfill';
import type { Bucket } from '../../src/aws/bucket';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { testedConditions } from '../../src/background/credential-storage';
import { closeBucket, currentBucket } from '../../src/background/current-bucket';
import { saveSettings } from '../../src/background/settings-store';
import { bucketIdentity } from '../../src/core/settings';
import { AS_AWS, settingsOf } from '../aws/local-bucket';
import type { LocalAws } from '../local-aws/index';

/**
 * The worker's bucket for a new guest, once its settings were saved and a connection test found it as AWS is, or this;
 * null for no test.
 */
export async function openAsCurrent(
  aws: Pick<LocalAws, 'endpoint' | 'cognitoEndpoint'>,
  tested: TestedCapabilities | null = AS_AWS,
): Promise<Bucket> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
  const settings = await saveSettings(settingsOf(aws));
  if (tested !== null) await testedConditions.set(bucketIdentity(settings), tested);
  closeBucket();
  return currentBucket();
}
