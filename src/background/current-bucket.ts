import type { AccessKeySource } from '../aws/access-key-identity';
import { type Bucket, openBucket } from '../aws/bucket';
import { type CredentialStorage, knownIdentityId, poolIdentity } from '../aws/identity-credentials';
import { listObjectsOnce } from '../aws/list-objects';
import { accessKeysPlace } from '../core/access-keys';
import { ShoeboxError } from '../core/failure';
import type { Owner } from '../core/login';
import { singleFlight } from '../core/promises';
import { bucketIdentity, needsIdentity, type Settings, withIdentity } from '../core/settings';
import { isInternalKey } from '../core/thumbnail-key';
import { needsAccessKeys, needsUser } from '../core/wait-reason';
import { accessKeys } from './access-keys';
import { credentialStorage, testedConditions } from './credential-storage';
import { loadSettings } from './settings-store';
import { signIn } from './sign-in';

/** The bucket of the stored settings, and the user that its requests are made as; null for guests. */
interface OpenedBucket {
  readonly bucket: Bucket;
  readonly owner: Owner | null;
}

let current: Promise<OpenedBucket> | null = null;

/** The bucket of the stored settings, opened once. @throws ShoeboxError `not-configured`, `sign-in-needed` */
export const currentBucket = async (): Promise<Bucket> => (await openedBucket()).bucket;

/** As {@link currentBucket}, with its user. */
export async function openedBucket(): Promise<OpenedBucket> {
  const opening = current ?? open();
  current = opening;
  opening.catch(closeBucket); // settings may be stored later: load them again next time
  const opened = await opening;
  if (opened.owner === null || !signIn.isOther(opened.bucket.settings, opened.owner)) return opened;
  // Somebody else has signed in since.
  if (current === opening) closeBucket();
  return openedBucket();
}

async function open(): Promise<OpenedBucket> {
  const settings = await loadSettings();
  if (settings === null) throw new ShoeboxError('not-configured');
  const owner = await signIn.owner(settings);
  if (settings.access === 'user' && owner === null) throw new ShoeboxError('sign-in-needed');
  const storage = {
    ...credentialStorage,
    // As this user, whoever signs in before it is closed.
    ...(owner !== null && { logins: signIn.loginsOf(owner, settings) }),
    accessKeys: keysOf(settings),
  };
  const only = needsIdentity(settings) ? await identityIdOf(settings, storage) : undefined;
  const filled = only === undefined ? settings : withIdentity(settings, only);
  const tested = await testedConditions.get(bucketIdentity(filled));
  return { owner, bucket: openBucket(filled, storage, { tested, only }) };
}

/**
 * The access keys of the bucket, as long as the settings are its own: once others are stored nobody enters any, and work that is
 * under way is not to wait for them.
 */
function keysOf({ bucket }: Settings): AccessKeySource {
  const { held, noteRefusal } = credentialStorage.accessKeys;
  const over = async (failure: ShoeboxError): Promise<ShoeboxError> =>
    (await accessKeys.isInUse(failure.detail['place'] ?? ''))
      ? failure
      : new ShoeboxError('other-bucket', { bucket }, { cause: failure });
  return {
    async held(place) {
      const keys = await held(place);
      if (keys === null && !(await accessKeys.isInUse(place)))
        throw new ShoeboxError('other-bucket', { bucket });
      return keys;
    },
    noteRefusal: async failure => over(await noteRefusal(failure)),
  };
}

const identityIdOf = async (settings: Settings, storage: CredentialStorage): Promise<string> =>
  (await knownIdentityId(settings, storage)) ??
  (await poolIdentity(settings, storage).credentials()).identityId;

/**
 * The bucket of the stored settings, for work that can wait: where a user has to sign in or to enter access keys first, that
 * is told before any of it is begun. With an owner, it is for this user alone.
 * @throws ShoeboxError `other-bucket` when that is no longer the one with this identity, or nobody signs in there as this
 * user; `sign-in-needed`, `other-user`, or one that `needsAccessKeys`
 */
export async function bucketOf(identity: string, owner: Owner | null): Promise<OpenedBucket> {
  if (owner !== null) {
    const settings = await loadSettings();
    if (settings !== null && (settings.access !== 'user' || settings.issuer !== owner.issuer))
      throw isNoLonger(settings, identity, owner.issuer);
    if (settings !== null) await signIn.assertNoOther(settings, owner);
  }
  const opened = await openedBucket();
  const { bucket } = opened;
  if (owner !== null && opened.owner?.subject !== owner.subject) {
    // Others have signed in or out, or changed the settings, since it was asked above: it would go out as them.
    if (opened.owner === null) throw isNoLonger(bucket.settings, identity, owner.issuer);
    await signIn.assertNoOther(bucket.settings, owner);
    throw signIn.signInNeeded(bucket.settings, owner);
  }
  if (bucketIdentity(bucket.settings) !== identity)
    throw isNoLonger(bucket.settings, identity, withFolder(identity));
  if (bucket.settings.access !== 'guest')
    await bucket.identity.credentials().catch(error => {
      if (needsUser(error)) throw error; // the rest is tried again by each request
    });
  if (bucket.settings.access === 'keys') await assertNotRefused(bucket);
  return opened;
}

/** One request for all that are about to begin. */
const oneAtATime = singleFlight<void>();

/**
 * Where S3 refused the access keys before, asks it once more before anything is begun: else each worker instance that comes to
 * wait would count as one that failed at it.
 * @throws ShoeboxError `access-key-unknown`, `access-key-mismatch`
 */
async function assertNotRefused(bucket: Bucket): Promise<void> {
  const place = accessKeysPlace(bucket.settings);
  const refusal = await accessKeys.refusal(place);
  if (refusal === null) return;
  await oneAtATime(place, async () => {
    const signal = AbortSignal.timeout(REFUSAL_PATIENCE_MS);
    const probe = listObjectsOnce(bucket, { prefix: bucket.settings.folder, maxKeys: 1 }, signal);
    await probe.catch(error => {
      if (needsAccessKeys(error)) throw error; // the rest is no matter of the keys
    });
    await accessKeys.accepted(place);
  });
}

/** Longer than S3 takes for a list; whoever is about to begin waits for it. */
const REFUSAL_PATIENCE_MS = 10_000;

/** `BUCKET/FOLDER/`; see {@link bucketIdentity}. */
const withFolder = (identity: string): string => identity.slice(0, identity.lastIndexOf('@'));

/** Its sentence says what the options are to be changed back to: `other` where they name this bucket all the same. */
function isNoLonger(settings: Settings, identity: string, other: string): ShoeboxError {
  const [name = identity] = identity.split('/');
  return new ShoeboxError('other-bucket', { bucket: name === settings.bucket ? other : name });
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
