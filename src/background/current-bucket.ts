import browser from 'webextension-polyfill';
import { type Bucket, openBucket } from '../aws/bucket';
import type { CredentialStorage, GuestCredentials } from '../aws/guest-credentials';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity } from '../core/settings';
import { testedConditions } from './connection-test-results';
import { keyValueStorage } from './key-value-storage';
import { loadSettings } from './settings-store';

/** Identities stay, credentials live in memory only. */
export const credentialStorage: CredentialStorage = {
  identities: keyValueStorage<string>(browser.storage.local, 'identity'),
  credentials: keyValueStorage<GuestCredentials>(browser.storage.session, 'credentials'),
};

let current: Promise<Bucket> | null = null;

/** The bucket of the stored settings, opened once. @throws ShoeboxError `not-configured` */
export function currentBucket(): Promise<Bucket> {
  current ??= loadSettings().then(async settings => {
    if (settings === null) throw new ShoeboxError('not-configured');
    const tested = await testedConditions.get(bucketIdentity(settings));
    return openBucket(settings, credentialStorage, { tested });
  });
  current.catch(closeBucket); // settings may come: ask again next time
  return current;
}

/**
 * The bucket of the stored settings.
 * @throws ShoeboxError `other-bucket` when that is not the one with this identity any more.
 */
export async function bucketOf(identity: string): Promise<Bucket> {
  const bucket = await currentBucket();
  if (bucketIdentity(bucket.settings) !== identity) {
    throw new ShoeboxError('other-bucket', { bucket: identity.split('/')[0] ?? identity });
  }
  return bucket;
}

/** To be called when the settings have changed, or what is known of the bucket. */
export function closeBucket(): void {
  current = null;
}
