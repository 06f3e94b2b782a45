import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import { headObject } from '../../src/aws/head-object';
import { listObjects } from '../../src/aws/list-objects';
import { putObject } from '../../src/aws/put-object';
import { type AccessKeys, accessKeysPlace } from '../../src/core/access-keys';
import { type LocalAws, STORES, type StoreProfile } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, guestStorage, keptAccessKeys, keySettingsOf } from './local-bucket';

// Access keys that a store refuses, in its own words.

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const KEYS: AccessKeys = {
  accessKeyId: '0123456789abcdef0123456789abcdef',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

async function startStore(store: StoreProfile): Promise<LocalAws> {
  const aws = await start({ region: store.region ?? 'us-east-1', store, pools: [] });
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] as const;
  aws.setUsers([{ name: 'ada', ...KEYS, policy: { Statement } }]);
  return aws;
}

async function openAs(aws: LocalAws, entered: AccessKeys, region: string): Promise<Bucket> {
  const settings = { ...keySettingsOf(aws), region };
  const kept = keptAccessKeys();
  await kept.keep(accessKeysPlace(settings), entered, 'session');
  return openBucket(settings, { ...guestStorage(), accessKeys: kept }, { tested: null });
}

const REQUESTS: readonly (readonly [string, (bucket: Bucket) => Promise<unknown>])[] = [
  ['a list', bucket => listObjects(bucket, { prefix: '' })],
  ['a look at an object', bucket => headObject(bucket, { key: 'a' }, never)],
  [
    'a put',
    async bucket =>
      putObject(bucket, { key: 'a', mediaType: 'text/plain', metadata: {}, ...(await bytes('A')) }, never),
  ],
];

describe.each(Object.keys(STORES) as (keyof typeof STORES)[])('at %s', name => {
  const store: StoreProfile = STORES[name];
  const region = store.region ?? 'us-east-1';

  test('keys open the bucket', async () => {
    const bucket = await openAs(await startStore(store), KEYS, region);
    for (const [, request] of REQUESTS) await request(bucket);
  });

  test.each([
    ['access-key-unknown', { ...KEYS, accessKeyId: 'fedcba9876543210fedcba9876543210' }],
    ['access-key-unknown', { ...KEYS, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
    ['access-key-mismatch', { ...KEYS, secretAccessKey: 'another' }],
  ])('%s is told of every request', async (code, entered) => {
    const bucket = await openAs(await startStore(store), entered, region);
    for (const [, request] of REQUESTS) await expect(request(bucket)).rejects.toMatchObject({ code });
  });

  test.skipIf(store.signedRegions === 'any')('another region is told with the right one', async () => {
    const bucket = await openAs(await startStore(store), KEYS, 'xx-nowhere-1');
    await expect(listObjects(bucket, { prefix: '' })).rejects.toMatchObject({
      code: 'wrong-region',
      detail: { region },
    });
  });
});
