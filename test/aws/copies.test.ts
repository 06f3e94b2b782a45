import { PutObjectCommand, RestoreObjectCommand, type StorageClass } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { openCapabilities } from '../../src/aws/capabilities';
import { copyObject, createMultipartCopy, uploadPartCopy } from '../../src/aws/copies';
import { deleteObjects, deleteUnchanged } from '../../src/aws/deletions';
import { headObject } from '../../src/aws/head-object';
import { completeMultipartUpload } from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import type { ExpectedObject } from '../../src/core/s3-object';
import { type LocalAws, STORES } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { AS_AWS, bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();
const never = new AbortController().signal;
const KEY = 'Cats & 🐈/100% (2)+.png';
const TARGET = 'Katzen/ü 한 🐈+&%.png';
const OTHER = 'd41d8cd98f00b204e9800998ecf8427e';

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

async function put(bucket: Bucket, key: string, content: string): Promise<ExpectedObject> {
  const metadata = { 'source-url': 'https://example.org/' };
  const object = { key, mediaType: 'image/webp', metadata, ...(await bytes(content)) };
  const etag = await putObject(bucket, object, never);
  return { key, size: content.length, etag };
}

const isThere = async (bucket: Bucket, key: string): Promise<boolean> =>
  (await headObject(bucket, { key }, never)) !== null;

describe('a copied object', () => {
  test('has all that S3 keeps with the original, whatever their names', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const source = await put(bucket, KEY, 'a cat');
    const etag = await copyObject(bucket, source, TARGET, never);
    const [original, copy] = [
      await headObject(bucket, { key: KEY }, never),
      await headObject(bucket, { key: TARGET }, never),
    ];
    expect(copy).toEqual({ ...original, key: TARGET, etag, lastModified: expect.any(Number) });
    expect(copy).toMatchObject({
      headers: { 'content-type': 'image/webp' },
      metadata: { 'source-url': 'https://example.org/' },
    });
  });

  test('replaces nothing, and is refused when its source was replaced', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const source = await put(bucket, 'a', 'a');
    await put(bucket, 'b', 'b');
    await expect(copyObject(bucket, source, 'b', never)).rejects.toMatchObject({ code: 'name-taken' });
    await expect(copyObject(bucket, { ...source, etag: OTHER }, 'c', never)).rejects.toMatchObject({
      code: 'name-taken',
    });
    expect(await isThere(bucket, 'c')).toBe(false);
    await expect(copyObject(bucket, { ...source, key: 'gone' }, 'c', never)).rejects.toMatchObject({
      code: 'object-not-found',
    });
  });

  test.each([
    [
      'an error after all',
      '<?xml version="1.0"?>\n<Error><Code>InternalError</Code></Error>',
      'not-confirmed',
    ],
    ['a plea for less', '<Error><Code>SlowDown</Code><Message>Less</Message></Error>', 'throttled'],
    ['nothing', '', 'not-confirmed'],
    ['half a document', '<CopyObjectResult><LastMod', 'not-confirmed'],
  ])('is not believed when the answer of success holds %s', async (_, body, code) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const source = await put(bucket, 'a', 'a');
    aws.intercept(({ operation }) => (operation === 'CopyObject' ? { status: 200, body } : undefined));
    await expect(copyObject(bucket, source, 'b', never)).rejects.toMatchObject({ code });
  });

  test('replaces nothing at R2, which has a header of its own for that', async () => {
    const { copyTargetHeader } = openCapabilities(
      { endpoint: `https://${'0'.repeat(32)}.r2.cloudflarestorage.com` },
      AS_AWS,
    );
    const opened = openAsGuest(await start({ ...GUEST_BUCKET, store: STORES.r2 }));
    const bucket = { ...opened, capabilities: { ...opened.capabilities, copyTargetHeader } };
    const source = await put(bucket, KEY, 'a cat');
    const other = await put(bucket, TARGET, 'another');
    await expect(copyObject(bucket, source, TARGET, never)).rejects.toMatchObject({ code: 'name-taken' });
    expect(await headObject(bucket, { key: TARGET }, never)).toMatchObject({ etag: other.etag });
  });

  test('in parts is one object, with what S3 keeps with the original', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const content = 'x'.repeat(5 * 1024 ** 2 + 7);
    const source = await put(bucket, KEY, content);
    const description = await headObject(bucket, { key: KEY }, never);
    if (description === null) throw new Error('it was just put there');
    const upload = await createMultipartCopy(bucket, description, TARGET, never);
    const size = 5 * 1024 ** 2;
    const parts = [
      await uploadPartCopy(bucket, upload, source, { partNumber: 1, start: 0, end: size }, never),
      await uploadPartCopy(
        bucket,
        upload,
        source,
        { partNumber: 2, start: size, end: content.length },
        never,
      ),
    ];
    await completeMultipartUpload(bucket, upload, parts, never);
    const copy = await headObject(bucket, { key: TARGET }, never);
    expect(copy).toMatchObject({
      size: content.length,
      headers: description.headers,
      metadata: description.metadata,
    });
    const changed = { ...source, etag: OTHER };
    const again = await createMultipartCopy(bucket, description, 'again', never);
    await expect(
      uploadPartCopy(bucket, again, changed, { partNumber: 1, start: 0, end: size }, never),
    ).rejects.toMatchObject({ code: 'name-taken' });
  });
});

describe('deleting objects', () => {
  test('deletes only what has the expected entity tag', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const [a, b] = [await put(bucket, 'a', 'a'), await put(bucket, KEY, 'b')];
    const refused = await deleteObjects(bucket, [{ ...a, etag: OTHER }, b], never);
    expect([...refused.keys()]).toEqual(['a']);
    expect([await isThere(bucket, 'a'), await isThere(bucket, KEY)]).toEqual([true, false]);
    await expect(deleteUnchanged(bucket, { ...a, etag: OTHER }, never)).rejects.toMatchObject({
      code: 'photo-changed',
    });
    await deleteUnchanged(bucket, a, never);
    await deleteUnchanged(bucket, a, never); // gone already is fine
    expect(await isThere(bucket, 'a')).toBe(false);
  });

  test('leaves keys that XML can’t hold to single requests', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const odd = await put(bucket, 'bell\u0007.png', 'x');
    expect([...(await deleteObjects(bucket, [odd], never)).keys()]).toEqual([odd.key]);
    await deleteUnchanged(bucket, odd, never);
    expect(await isThere(bucket, odd.key)).toBe(false);
  });
});

describe('a storage class', () => {
  const CLASS = 'STANDARD_IA';
  const cold = async (bucket: Bucket, aws: LocalAws, StorageClass: StorageClass = CLASS) => {
    const s3 = clientOf(aws);
    const Bucket = bucket.settings.bucket;
    const Expires = new Date(Date.UTC(2040, 0, 1));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a cat', StorageClass, Expires }));
    const found = await headObject(bucket, { key: 'a' }, never);
    if (found === null) throw new Error('It was just put.');
    return found;
  };

  test('and the date of expiry go with a copy, in one request and in parts', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const source = await cold(bucket, aws);
    await copyObject(bucket, source, 'b', never);
    const upload = await createMultipartCopy(bucket, source, 'c', never);
    const range = { partNumber: 1, start: 0, end: source.size };
    const part = await uploadPartCopy(bucket, upload, source, range, never);
    await completeMultipartUpload(bucket, upload, [part], never);
    for (const key of ['b', 'c'])
      expect(await headObject(bucket, { key }, never)).toMatchObject({
        storageClass: CLASS,
        headers: { expires: 'Sun, 01 Jan 2040 00:00:00 GMT' },
      });
  });

  test('that the store calls by a name of its own, and does not take, is left to the bucket', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const { storageClass: _, ...others } = await cold(bucket, aws);
    const source = { ...others, storageClass: 'NEARLINE' };
    await copyObject(bucket, source, 'b', never);
    expect(await isThere(bucket, 'b')).toBe(true);
    expect(await createMultipartCopy(bucket, source, 'c', never)).toMatchObject({ key: 'c' });
  });

  test('that is an archive is told by HEAD, and what lies there can’t be copied until it is restored', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const source = await cold(bucket, aws, 'GLACIER');
    expect(source).toMatchObject({ storageClass: 'GLACIER', isArchived: true });
    await expect(copyObject(bucket, source, 'b', never)).rejects.toMatchObject({ code: 'object-archived' });
    const object = { Bucket: bucket.settings.bucket, Key: 'a' };
    await clientOf(aws).send(new RestoreObjectCommand({ ...object, RestoreRequest: { Days: 1 } }));
    const restored = await headObject(bucket, { key: 'a' }, never);
    expect(restored).not.toHaveProperty('isArchived');
    await copyObject(bucket, source, 'b', never);
  });

  test('of Intelligent-Tiering is an archive where HEAD says so', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    expect(await cold(bucket, aws, 'INTELLIGENT_TIERING')).not.toHaveProperty('isArchived');
    await aws.moveToArchiveTier(bucket.settings.bucket, 'a', 'ARCHIVE_ACCESS');
    expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ isArchived: true });
  });
});
