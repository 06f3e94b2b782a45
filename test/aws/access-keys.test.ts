import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { openBucket } from '../../src/aws/bucket';
import { headObject } from '../../src/aws/head-object';
import { listObjectsOnce } from '../../src/aws/list-objects';
import { createMultipartUpload, listParts, uploadPart } from '../../src/aws/multipart-uploads';
import { presignFor, presignObject } from '../../src/aws/presign';
import { putObject } from '../../src/aws/put-object';
import { type AccessKeys, accessKeysPlace, KEY_RETENTIONS } from '../../src/core/access-keys';
import type { NewObject } from '../../src/core/s3-object';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import {
  AS_AWS,
  bytes,
  FIRST,
  guestStorage,
  keptAccessKeys,
  keySettingsOf,
  openWithKeys,
  SECOND,
  userWith,
} from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const newObject = (key: string): NewObject => ({ key, mediaType: 'text/plain', metadata: {} });

const put = async (bucket: Bucket, key: string): Promise<unknown> =>
  putObject(bucket, { ...newObject(key), ...(await bytes(key)) }, never);

const list = async (bucket: Bucket): Promise<readonly string[]> =>
  (await listObjectsOnce(bucket, { prefix: '', maxKeys: 10 }, never)).objects.map(({ key }) => key);

describe.each(KEY_RETENTIONS)('with access keys that are kept for the %s', retention => {
  test('both of the SDK’s clients, requests of our own and links are signed', async () => {
    const aws = await start();
    const bucket = await openWithKeys(aws, aws.owner, { retention });
    await put(bucket, 'cat.txt');
    expect(await list(bucket)).toEqual(['cat.txt']);
    expect(await headObject(bucket, { key: 'cat.txt' }, never)).toMatchObject({ size: 7 });

    const upload = await createMultipartUpload(bucket, newObject('large'), never);
    await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('part')) }, never);
    expect(await listParts(bucket, upload, null, never)).toMatchObject({ parts: [{ size: 4 }] });

    for (const { url } of [
      await presignObject(bucket, { key: 'cat.txt' }),
      await presignFor(bucket, 'cat.txt', 60),
    ])
      expect(await (await fetch(url)).text()).toBe('cat.txt');
    expect(new Set(aws.requests.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('the secret is in nothing that the SDK is handed, and in no request', async () => {
    const aws = await start();
    const sent: string[] = [];
    const bucket = await openWithKeys(aws, aws.owner, { retention });
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (input: Request | string, init?: RequestInit) => {
      const request = new Request(input, init);
      sent.push(request.url, ...[...request.headers].flat());
      return fetch(input, init);
    });
    try {
      await put(bucket, 'cat.txt');
      await list(bucket);
      sent.push((await presignObject(bucket, { key: 'cat.txt' })).url);
    } finally {
      vi.unstubAllGlobals();
    }
    const credentials = await bucket.s3.config.credentials();
    expect(sent.length).toBeGreaterThan(10);
    expect(`${sent}${JSON.stringify(credentials)}`).not.toContain(aws.owner.secretAccessKey);
  });

  test('nothing reads the secret from what signs', async () => {
    const kept = keptAccessKeys();
    await kept.keep('place', FIRST, retention);
    const held = await kept.held('place');
    expect(held?.accessKeyId).toBe(FIRST.accessKeyId);
    expect(held?.signingKey.extractable).toBe(false);
    for (const format of ['raw', 'jwk'] as const)
      await expect(crypto.subtle.exportKey(format, held?.signingKey as CryptoKey)).rejects.toThrow();
  });
});

describe('links that show an object, signed with access keys', () => {
  test('are the same for an hour, and good for another one at least', async () => {
    const aws = await start({ now: () => Date.now() }); // as below
    const bucket = await openWithKeys(aws, aws.owner);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T13:05:00Z') });
    try {
      const first = await presignObject(bucket, { key: 'a' });
      vi.setSystemTime(Date.parse('2026-12-01T13:59:00Z'));
      const second = await presignObject(bucket, { key: 'a' });
      expect(second).toEqual(first);
      expect(new Date(second.expiresAt).toISOString()).toBe('2026-12-01T15:00:00.000Z');
      vi.setSystemTime(Date.parse('2026-12-01T14:00:01Z'));
      expect((await presignObject(bucket, { key: 'a' })).url).not.toBe(first.url);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('access keys that', () => {
  test('are not there have nothing sent, and are asked for', async () => {
    const aws = await start();
    const bucket = openBucket(keySettingsOf(aws), guestStorage(), { tested: AS_AWS });
    for (const send of [
      () => list(bucket),
      () => put(bucket, 'a'),
      () => presignObject(bucket, { key: 'a' }),
    ])
      await expect(send()).rejects.toMatchObject({ code: 'access-keys-needed' });
    expect(aws.requests).toEqual([]);
  });

  test.each([
    ['S3 does not know', { ...FIRST, accessKeyId: 'AKIAUNKNOWN000000000' }, 'access-key-unknown'],
    ['have another one’s secret', { ...FIRST, secretAccessKey: 'mistyped' }, 'access-key-mismatch'],
  ])('%s are refused as such, by the SDK’s requests and by ours', async (_, keys, code) => {
    const aws = await start({ users: [userWith(FIRST)] });
    const kept = keptAccessKeys();
    const bucket = await openWithKeys(aws, keys, { kept });
    const place = accessKeysPlace(bucket.settings);
    const entered = (await kept.held(place))?.id;
    for (const send of [() => list(bucket), () => put(bucket, 'a')])
      await expect(send()).rejects.toMatchObject({ code, detail: { place, entered } });
  });

  test('are entered anew are used at once, also with the same ID and after a mistyped secret', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const kept = keptAccessKeys();
    const bucket = await openWithKeys(aws, { ...FIRST, secretAccessKey: 'mistyped' }, { kept });
    await expect(put(bucket, 'a')).rejects.toMatchObject({ code: 'access-key-mismatch' });
    await kept.keep(accessKeysPlace(bucket.settings), FIRST, 'computer');
    await put(bucket, 'a');
    expect(await list(bucket)).toEqual(['a']);
  });

  test('are replaced while a request is refused have that one sent again with the new ones', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const kept = keptAccessKeys();
    const bucket = await openWithKeys(aws, FIRST, { kept });
    aws.setUsers([userWith(SECOND)]);
    const stop = aws.intercept(async () => {
      stop();
      await kept.keep(accessKeysPlace(bucket.settings), SECOND, 'session');
      return undefined;
    });
    await put(bucket, 'a');
    expect(await list(bucket)).toEqual(['a']);
    expect(aws.requests.map(({ status }) => status)).toEqual([403, 200, 200]);
  });

  test('were forgotten sign nothing any more, also of what is open', async () => {
    const aws = await start();
    const kept = keptAccessKeys();
    const bucket = await openWithKeys(aws, aws.owner, { kept, retention: 'computer' });
    await put(bucket, 'a');
    await kept.forgetAll();
    await expect(list(bucket)).rejects.toMatchObject({ code: 'access-keys-needed' });
  });

  test.each([
    ['another bucket', { bucket: 'other' }],
    ['another host', { endpoint: 'http://localhost:1' }],
    ['AWS', { endpoint: '' }],
  ])('were entered for one place never sign for %s', async (_, change) => {
    const aws = await start();
    const kept = keptAccessKeys();
    const { settings } = await openWithKeys(aws, aws.owner, { kept });
    const elsewhere = openBucket(
      { ...settings, ...change },
      { ...guestStorage(), accessKeys: kept },
      { tested: AS_AWS },
    );
    await expect(list(elsewhere)).rejects.toMatchObject({ code: 'access-keys-needed' });
    await expect(presignObject(elsewhere, { key: 'a' })).rejects.toMatchObject({
      code: 'access-keys-needed',
    });
  });
});

describe('the connection test with access keys', () => {
  const testWith = async (aws: LocalAws, keys: AccessKeys | null) => {
    const settings = keySettingsOf(aws);
    const kept = keptAccessKeys();
    if (keys !== null) await kept.keep(accessKeysPlace(settings), keys, 'session');
    return runConnectionTest(settings, { storage: { ...guestStorage(), accessKeys: kept } });
  };

  test('asks no Cognito, and passes', async () => {
    const aws = await start();
    const result = await testWith(aws, aws.owner);
    expect(foundBy(result)).toEqual({
      versions: ['skipped', 'versions-off'],
      outside: ['skipped', 'whole-bucket'],
    });
    expect(result.steps.map(({ step }) => step).slice(0, 2)).toEqual(['keys', 'clock']);
    expect(aws.requests.filter(({ service }) => service === 'cognito')).toEqual([]);
  });

  test.each([
    ['none', null, 'access-keys-needed'],
    ['unknown ones', SECOND, 'access-key-unknown'],
    ['a mistyped secret', { ...FIRST, secretAccessKey: 'mistyped' }, 'access-key-mismatch'],
  ])('with %s fails at its first step, for which all others are left out', async (_, keys, code) => {
    const { steps } = await testWith(await start({ users: [userWith(FIRST)] }), keys);
    expect(steps[0]).toMatchObject({ step: 'keys', state: 'failed', failure: { code } });
    expect(new Set(steps.slice(1).map(({ state, because }) => `${state} ${because}`))).toEqual(
      new Set(['skipped keys']),
    );
  });

  test('that may not list tells so at the list, not at the keys', async () => {
    const Statement = [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::demo/*' }] as const;
    const user = { ...FIRST, policy: { Version: '2012-10-17', Statement } } as const;
    const found = foundBy(await testWith(await start({ users: [user] }), FIRST));
    expect(found['keys']).toBeUndefined();
    expect(found['list']?.[0]).toBe('failed');
  });
});

test.each([7_200_000, -7_200_000])(
  'a clock that is off by %i ms is put right with access keys',
  async offset => {
    const aws = await start({ now: () => Date.now() + offset });
    const bucket = await openWithKeys(aws, aws.owner);
    await expect(put(bucket, 'a')).rejects.toMatchObject({ code: 'clock-skew' });
    await put(bucket, 'a');
    const { url } = await presignFor(bucket, 'a', 60);
    expect((await fetch(url)).status).toBe(200);
  },
);
