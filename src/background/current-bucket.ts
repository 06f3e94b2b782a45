import { type Bucket, openBucket } from '../aws/bucket';
import { knownIdentityId, poolIdentity } from '../aws/identity-credentials';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import { bucketIdentity, needsIdentity, type Settings, withIdentity } from '../core/settings';
import { isInternalKey } from '../core/thumbnail-key';
import { credentialStorage, testedConditions } from './credential-storage';
import { loadSettings } from './settings-store';

let current: Promise<Bucket> | null = null;

/** The bucket of the stored settings, opened once. @throws ShoeboxError `not-configured`, `sign-in-needed` */
export function currentBucket(): Promise<Bucket> {
  current ??= open();
  current.catch(closeBucket); // settings may be stored later: load them again next time
  return current;
}

async function open(): Promise<Bucket> {
  const settings = await loadSettings();
  if (settings === null) throw new ShoeboxError('not-configured');
  const only = needsIdentity(settings) ? await identityIdOf(settings) : undefined;
  const filled = only === undefined ? settings : withIdentity(settings, only);
  const tested = await testedConditions.get(bucketIdentity(filled));
  return openBucket(filled, credentialStorage, { tested, only });
}

const identityIdOf = async (settings: Settings): Promise<string> =>
  (await knownIdentityId(settings, credentialStorage)) ??
  (await poolIdentity(settings, credentialStorage).credentials()).identityId;

/**
 * The bucket of the stored settings, for work that can wait: where a user has to sign in first, that is told before any of it
 * is begun.
 * @throws ShoeboxError `other-bucket` when that is no longer the one with this identity; `sign-in-needed`
 */
export async function bucketOf(identity: string): Promise<Bucket> {
  const bucket = await currentBucket();
  if (bucketIdentity(bucket.settings) !== identity) {
    throw new ShoeboxError('other-bucket', { bucket: identity.split('/')[0] ?? identity });
  }
  if (bucket.settings.access === 'user')
    await bucket.identity.credentials().catch(error => {
      if (isShoeboxError(error) && error.code === 'sign-in-needed') throw error; // the rest is tried again by each request
    });
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
