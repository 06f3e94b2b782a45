import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { getObjectBytes } from '../../src/aws/get-object';
import { presignDownload } from '../../src/aws/presign';
import { putObject } from '../../src/aws/put-object';
import { nameInDisposition } from '../../src/core/content-disposition';
import type { ExpectedObject } from '../../src/core/s3-object';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;
const KEY = 'Cats & 🐈/100% (2)+.png';

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

async function put(bucket: Bucket, content: string): Promise<ExpectedObject> {
  const object = { key: KEY, mediaType: 'image/webp', metadata: {}, ...(await bytes(content)) };
  return { key: KEY, size: content.length, etag: await putObject(bucket, object, never) };
}

describe('bytes of an object', () => {
  test('are had whole, or some of them, with the time of the object', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const subject = await put(bucket, '0123456789');
    const whole = await getObjectBytes(bucket, subject, null, never);
    expect(await whole.blob.text()).toBe('0123456789');
    expect(Math.abs(whole.lastModified - Date.now())).toBeLessThan(60_000);
    const some = await getObjectBytes(bucket, subject, { start: 2, end: 5 }, never);
    expect(await some.blob.text()).toBe('234');
  });

  test('are had as they lie there, also of what somebody stored compressed', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const body = gzipSync('x'.repeat(1000));
    const s3 = new S3Client({
      ...{ endpoint: aws.endpoint, credentials: aws.owner, region: 'us-east-1', forcePathStyle: true },
    });
    const object = { Bucket: 'demo', Key: KEY, Body: body, ContentEncoding: 'gzip' };
    const { ETag = '' } = await s3.send(new PutObjectCommand(object));
    s3.destroy();
    const subject = { key: KEY, size: body.length, etag: ETag.replaceAll('"', '') };
    const whole = await getObjectBytes(bucket, subject, null, never);
    expect(Buffer.from(await whole.blob.arrayBuffer())).toEqual(body);
    const some = await getObjectBytes(bucket, subject, { start: 2, end: 12 }, never);
    expect(Buffer.from(await some.blob.arrayBuffer())).toEqual(body.subarray(2, 12));
  });

  test('are refused when it is another by now, or gone', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const subject = await put(bucket, 'cat');
    const changed = { ...subject, etag: 'd41d8cd98f00b204e9800998ecf8427e' };
    await expect(getObjectBytes(bucket, changed, null, never)).rejects.toMatchObject({
      code: 'photo-changed',
      detail: { key: KEY },
    });
    const gone = { ...subject, key: 'gone.png' };
    await expect(getObjectBytes(bucket, gone, null, never)).rejects.toMatchObject({
      code: 'object-not-found',
    });
  });

  test('that break off can be tried again', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    const subject = await put(bucket, 'x'.repeat(1_000_000));
    aws.intercept(({ operation }) => (operation === 'GetObject' ? { dropAnswer: true } : undefined));
    await expect(getObjectBytes(bucket, subject, null, never)).rejects.toMatchObject({
      code: expect.stringMatching(/^(connection-stalled|endpoint-unreachable)$/),
    });
  });
});

test('a link for saving answers with the name, whatever it is', async () => {
  const bucket = openAsGuest(await start(GUEST_BUCKET));
  await put(bucket, 'cat');
  const name = `고양이’s "best" (1)*;%41.png`;
  const response = await fetch(await presignDownload(bucket, KEY, name));
  const disposition = response.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment;/);
  expect(nameInDisposition(disposition)).toBe(name);
  expect(await response.text()).toBe('cat');
});
