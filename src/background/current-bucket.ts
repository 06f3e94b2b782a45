import browser, { type Storage } from 'webextension-polyfill';
import { type Bucket, openBucket } from '../aws/bucket';
import type { TestedConditions } from '../aws/conditions';
import type { CredentialStorage, IdentityCredentials, KeyValueStorage } from '../aws/identity-credentials';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity } from '../core/settings';
import { isInternalKey } from '../core/thumbnail-key';
import { loadSettings } from './settings-store';
import { signIn } from './sign-in-handlers';

/** Values under a key prefix in one of the browser's storage areas. */
const keyValueStorage = <Value>(area: Storage.StorageArea, prefix: string): KeyValueStorage<Value> => ({
  async get(key) {
    const name = `${prefix}:${key}`;
    const stored = await area.get(name);
    return (stored[name] as Value | undefined) ?? null; // written by `set` below and by nobody else
  },
  set: (key, value) => area.set({ [`${prefix}:${key}`]: value }),
  remove: key => area.remove(`${prefix}:${key}`),
});

/** Identities stay on disk, credentials live in memory only. */
export const credentialStorage: CredentialStorage = {
  identities: keyValueStorage<string>(browser.storage.local, 'identity'),
  credentials: keyValueStorage<IdentityCredentials>(browser.storage.session, 'credentials'),
  logins: signIn,
};

/** What connection tests found out about buckets, by `bucketIdentity`. On disk; only the worker writes it. */
export const testedConditions = keyValueStorage<TestedConditions>(browser.storage.local, 'conditions');

let current: Promise<Bucket> | null = null;

/** The bucket of the stored settings, opened once. @throws ShoeboxError `not-configured` */
export function currentBucket(): Promise<Bucket> {
  current ??= loadSettings().then(async settings => {
    if (settings === null) throw new ShoeboxError('not-configured');
    const tested = await testedConditions.get(bucketIdentity(settings));
    return openBucket(settings, credentialStorage, { tested });
  });
  current.catch(closeBucket); // settings may be stored later: load them again next time
  return current;
}

/**
 * The bucket of the stored settings.
 * @throws ShoeboxError `other-bucket` when that is no longer the one with this identity.
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

/**
 * Nothing outside of the configured prefix, and none of Shoebox's internal objects in it, is ever touched, whatever a
 * message asks for.
 * @throws ShoeboxError `unexpected`
 */
export function assertInPrefix({ settings: { folder } }: Bucket, key: string): void {
  if (!key.startsWith(folder) || key.length <= folder.length || isInternalKey(folder, key))
    throw notInPrefix(key);
}

/** Thrown for a key that must not be named in a message. */
export const notInPrefix = (key: string): ShoeboxError =>
  new ShoeboxError('unexpected', {}, { cause: new Error(`not in this folder: ${key}`) });
