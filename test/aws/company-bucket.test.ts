import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlbum } from '../../src/aws/albums';
import { type Bucket, openBucket } from '../../src/aws/bucket';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../../src/aws/copies';
import { previewAlbum, setCover } from '../../src/aws/covers';
import { deleteUnchanged } from '../../src/aws/deletions';
import { readObject } from '../../src/aws/get-object';
import { headObject } from '../../src/aws/head-object';
import {
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from '../../src/aws/multipart-uploads';
import { presignFor } from '../../src/aws/presign';
import { putObject, replaceObject } from '../../src/aws/put-object';
import { parseSettings, type Settings } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import type { BucketSetup, KmsKeySetup, LocalAws, PolicyDocument } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { AS_AWS, bytes, guestStorage, settingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

// Everything that Shoebox does, in buckets as companies have them, with the policy that it offers.

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

beforeEach(() => vi.stubGlobal('navigator', { onLine: true })); // Node 20 has none

const KEY: KmsKeySetup = { id: '1234abcd-12ab-34cd-56ef-1234567890ab', alias: 'alias/photos' };

const DENY_PUT = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' } as const;

/** AWS's own recipes: for encryption, and "Enforce conditional writes on Amazon S3 buckets". */
const demanding = (encryption: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    { ...DENY_PUT, Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': encryption } } },
    {
      ...DENY_PUT,
      Condition: {
        Null: { 's3:if-none-match': 'true' },
        Bool: { 's3:ObjectCreationOperation': 'true' },
      },
    },
  ],
});

interface Company {
  readonly aws: LocalAws;
  readonly settings: Settings;
  readonly bucket: Bucket;
}

async function open(
  setup: Partial<BucketSetup>,
  own: Partial<Settings>,
  policyFor: Partial<Settings> = own,
): Promise<Company> {
  const aws = await start({ buckets: [{ name: 'demo', ...setup }], kmsKeys: [KEY] });
  const parsed = parseSettings({ ...settingsOf(aws), ...own });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { settings } = parsed;
  const role = guestPolicy({ ...settings, ...policyFor });
  aws.setPools([{ id: settings.identityPoolId, guests: true, role }]);
  return { aws, settings, bucket: openBucket(settings, guestStorage(), { tested: AS_AWS }) };
}

const object = async (key: string, content = key) => ({
  ...{ key, mediaType: 'image/png', metadata: { a: 'b' } },
  ...(await bytes(content)),
});

async function doAll({ settings, bucket }: Company): Promise<void> {
  const run = await runConnectionTest(settings);
  expect(foundBy(run)).toEqual({
    versions: ['skipped', 'access-denied'],
    outside: ['skipped', 'whole-bucket'],
  });

  await createAlbum(bucket, '', 'Trip');
  const etag = await putObject(bucket, await object('Trip/a.png'), never);
  const source = { key: 'Trip/a.png', size: 10, etag };
  await expect(putObject(bucket, await object('Trip/a.png'), never)).rejects.toMatchObject({
    code: 'name-taken',
  });
  await replaceObject(bucket, await object('.shoebox/thumbnail'), never);
  expect((await previewAlbum(bucket, 'Trip/')).cover).toMatchObject({ key: 'Trip/a.png' });
  await copyObject(bucket, source, 'Trip/b.png', never);
  expect(await headObject(bucket, { key: 'Trip/b.png' }, never)).toMatchObject({ metadata: { a: 'b' } });
  const stored = await readObject(bucket, source, { etag, maxBytes: 10, range: null });
  expect(await stored.text()).toBe('Trip/a.png');
  const { url } = await presignFor(bucket, 'Trip/a.png', 60);
  expect(await (await fetch(url)).text()).toBe('Trip/a.png');

  const upload = await createMultipartUpload(bucket, await object('Trip/c.png'), never);
  const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('part')) }, never);
  expect(await listMultipartUploads(bucket, 'Trip/c.png', 0, never)).toEqual([upload]);
  expect((await listParts(bucket, upload, null, never))?.parts).toMatchObject([{ etag: part.etag }]);
  await completeMultipartUpload(bucket, upload, [part], never);
  const found = await headObject(bucket, { key: 'Trip/a.png' }, never);
  if (found === null) throw new Error('it was stored');
  const copy = await createMultipartCopy(bucket, found, 'Trip/d.png', never);
  const copied = await uploadPartCopy(bucket, copy, source, { partNumber: 1, start: 0, end: 10 }, never);
  await completeMultipartUpload(bucket, copy, [copied], never);
  await deleteUnchanged(bucket, source, never);
}

describe('everything works in a bucket', () => {
  test('that demands a KMS key and a condition with every write, and locks what is in it', async () => {
    const policy = demanding('aws:kms');
    const bucket = { policy, versioned: true, objectLockDays: 1 };
    await doAll(await open(bucket, { encryption: 'aws:kms', kmsKey: 'alias/photos' }));
  });

  test('that demands AES256', async () => {
    await doAll(await open({ policy: demanding('AES256') }, { encryption: 'AES256' }));
  });

  test('that encrypts with a KMS key by default, and is told nothing', async () => {
    const encryption = { algorithm: 'aws:kms', keyId: KEY.id } as const;
    await doAll(await open({ encryption }, {}, { kmsKey: KEY.id }));
  });

  test('that lets requesters pay', async () => {
    await doAll(await open({ requesterPays: true }, { requesterPays: true }));
  });
});

describe('the user is told the truth', () => {
  test('that a bucket’s policy keeps a marker from being replaced', async () => {
    const { bucket } = await open({ policy: demanding('AES256') }, { encryption: 'AES256' });
    await createAlbum(bucket, '', 'Trip');
    await putObject(bucket, await object('Trip/a.png'), never);
    await expect(setCover(bucket, 'Trip/', 'Trip/a.png')).rejects.toMatchObject({
      ...{ code: 'denied-by-bucket-policy', detail: { action: 's3:PutObject' } },
    });
  });

  test('that the use of a key is denied, with its name', async () => {
    const encryption = { algorithm: 'aws:kms', keyId: KEY.id } as const;
    const { bucket } = await open({ encryption }, {});
    const resource = `arn:aws:kms:us-east-1:123456789012:key/${KEY.id}`;
    await expect(putObject(bucket, await object('a'), never)).rejects.toMatchObject({
      ...{ code: 'access-denied', detail: { action: 'kms:GenerateDataKey', resource } },
    });
  });

  test('that a guest may not read what was encrypted with a key, also where HEAD has no words', async () => {
    const encryption = { algorithm: 'aws:kms', keyId: KEY.id } as const;
    const { aws, bucket } = await open({ encryption }, {});
    await aws.putAll('demo', ['a'], Buffer.from('a'), 'image/png');
    await expect(headObject(bucket, { key: 'a' }, never)).rejects.toMatchObject({
      ...{ code: 'access-denied', detail: { action: 'kms:Decrypt' } },
    });
  });
});
