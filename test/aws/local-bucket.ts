import { type KeptAccessKeys, openAccessKeys } from '../../src/access-keys/access-keys';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import type { CredentialStorage, KeyValueStorage } from '../../src/aws/identity-credentials';
import { sha256 } from '../../src/blobs/sha256';
import { type AccessKeys, accessKeysPlace, type KeyRetention } from '../../src/core/access-keys';
import { ShoeboxError } from '../../src/core/failure';
import type { Logins } from '../../src/core/login';
import { parseSettings, type Settings } from '../../src/core/settings';
import type { OptionalPermissions } from '../../src/setup/guest-policy';
import { guestPoolOf } from '../cloudformation/guest-stack';
import type { LocalAws, LocalAwsOptions, PoolSetup } from '../local-aws/index';

const POOL = 'us-east-1:00000000-0000-4000-8000-000000000002';

/** A bucket `demo`, and guests who may do what the options' template allows them. */
export const GUEST_BUCKET: Pick<LocalAwsOptions, 'buckets' | 'pools'> = {
  buckets: [{ name: 'demo' }],
  pools: [poolThatMay()],
};

/** The pool; without some of those actions, or with more rights, if wanted. */
export function poolThatMay(without: readonly string[] = [], rights?: OptionalPermissions): PoolSetup {
  const place = { bucket: 'demo', folder: '', region: 'us-east-1' };
  const pool = guestPoolOf({ ...place, identityPoolId: POOL }, rights);
  const Statement = pool.role.Statement.map(statement => ({
    ...statement,
    Action: statement.Action.filter(action => !without.includes(action)),
  }));
  return { ...pool, role: { ...pool.role, Statement } };
}

const inMemory = <Value>(): KeyValueStorage<Value> & { clear(): Promise<void> } => {
  const values = new Map<string, Value>();
  return {
    get: async key => values.get(key) ?? null,
    set: async (key, value) => void values.set(key, value),
    remove: async key => void values.delete(key),
    clear: async () => values.clear(),
  };
};

type Services = Pick<LocalAws, 'endpoint' | 'cognitoEndpoint'> & Partial<Pick<LocalAws, 'region'>>;

export function settingsOf(aws: Services): Settings {
  const result = parseSettings({
    ...{ bucket: 'demo', region: aws.region ?? 'us-east-1', identityPoolId: POOL, folder: '' },
    ...{ endpoint: aws.endpoint, pathStyle: true, cognitoEndpoint: aws.cognitoEndpoint },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings;
}

/** What the connection test finds out of AWS. */
export const AS_AWS: TestedCapabilities = {
  ...{ putCondition: 'honoured', completeCondition: 'honoured', copyCondition: 'honoured' },
  ...{ copySourceCondition: 'honoured', deleteCondition: 'honoured', testedAt: 0 },
};

/** Where a guest keeps what is kept, in memory. */
export const guestStorage = (): CredentialStorage => ({
  identities: inMemory(),
  credentials: inMemory(),
  logins: NOBODY,
  accessKeys: keptAccessKeys(),
});

/** Nobody has signed in. */
const NOBODY: Logins = {
  subject: async () => null,
  login: () => Promise.reject(new ShoeboxError('sign-in-needed')),
};

/**
 * The bucket as the extension opens it: for a new guest, who has nothing yet, after a connection test that found it as
 * AWS is, or this; null for none.
 */
export const openAsGuest = (aws: Services, tested: TestedCapabilities | null = AS_AWS): Bucket =>
  openBucket(settingsOf(aws), guestStorage(), { tested });

/** Bytes with their checksum, as the transfers hand them over. */
export async function bytes(
  content: string | Uint8Array<ArrayBuffer>,
): Promise<{ readonly body: Blob; readonly checksum: string }> {
  const body = new Blob([content]);
  return { body, checksum: await sha256(body) };
}

/** Where access keys are kept, in memory. */
export const keptAccessKeys = (): KeptAccessKeys =>
  openAccessKeys({
    ...{ session: inMemory(), computer: inMemory(), refused: inMemory(), loadSettings: async () => null },
    ...{ isIncognito: () => false, newId: () => crypto.randomUUID(), report: () => {} },
  });

export const keySettingsOf = (aws: Services): Settings => ({
  ...settingsOf(aws),
  ...{ access: 'keys', identityPoolId: '', cognitoEndpoint: '' },
});

/** The bucket as the extension opens it with access keys that were entered; as {@link openAsGuest}. */
export async function openWithKeys(
  aws: Services,
  keys: AccessKeys,
  {
    retention = 'session',
    kept = keptAccessKeys(),
    tested = AS_AWS,
  }: {
    readonly retention?: KeyRetention;
    readonly kept?: KeptAccessKeys;
    readonly tested?: TestedCapabilities | null;
  } = {},
): Promise<Bucket> {
  const settings = keySettingsOf(aws);
  await kept.keep(accessKeysPlace(settings), keys, retention);
  return openBucket(settings, { ...guestStorage(), accessKeys: kept }, { tested });
}

/** Access keys, and those that take their place. */
export const FIRST = { accessKeyId: 'AKIAFIRST00000000000', secretAccessKey: 'first-secret-access-key' };
export const SECOND = { accessKeyId: 'AKIASECOND0000000000', secretAccessKey: 'second-secret-access-key' };

/** A user of IAM's with these keys, who may do everything in the bucket. */
export const userWith = (keys: AccessKeys) => ({
  ...keys,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::demo', 'arn:aws:s3:::demo/*'] }],
  } as const,
});
