import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteObject } from '../../src/aws/deletions';
import { headObject } from '../../src/aws/head-object';
import { presignObject } from '../../src/aws/presign';
import { putObject, replaceObject } from '../../src/aws/put-object';
import type { NewObject } from '../../src/core/s3-object';
import type { Interceptor, LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { AS_AWS, bytes, GUEST_BUCKET, openAsGuest, poolThatMay } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const toCreate = (key: string): NewObject => ({
  key,
  mediaType: 'image/png',
  metadata: { 'shoebox-transfer': 't1', 'source-page': 'https://example.org/?a=b c' },
});

/** Answers, or more, for some of the requests to S3. */
const intercept = (aws: LocalAws, operation: string, answer: Interceptor): (() => void) =>
  aws.intercept(request => (request.operation === operation ? answer(request) : undefined));

const errorDocument = (code: string): string => `<?xml version="1.0"?>\n<Error><Code>${code}</Code></Error>`;

describe('putObject', () => {
  test.each([
    'cat.png',
    'Cats & Dogs/100% (2) + ü.png',
    '고양이/🐈 \'quoted\' "double"!*~.png',
    'a//b/...c/.d/e...png',
    '?#&=;:@,$.png',
  ])('an object under the key %s is stored with type, metadata and checksum', async key => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const picture = await bytes('picture');
    await putObject(bucket, { ...toCreate(key), ...picture }, never);
    expect(await headObject(bucket, { key }, never)).toEqual({
      key,
      size: 7,
      etag: createHash('md5').update('picture').digest('hex'),
      lastModified: expect.any(Number),
      headers: expect.objectContaining({ 'content-type': toCreate(key).mediaType }),
      metadata: toCreate(key).metadata,
      checksums: { sha256: picture.checksum },
      isComposite: false,
    });
    await deleteObject(bucket, { key, etag: '' }, never);
    expect(await headObject(bucket, { key }, never)).toBeNull();
    await deleteObject(bucket, { key, etag: '' }, never);
  });

  test.each([
    ['image/png', null],
    ['image/svg+xml', 'attachment'],
  ])('of %s, a link of the bucket has the disposition %s', async (mediaType, disposition) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await putObject(bucket, { ...toCreate('a'), mediaType, ...(await bytes('x')) }, never);
    const got = await fetch((await presignObject(bucket, { key: 'a' })).url);
    expect([got.headers.get('content-type'), got.headers.get('content-disposition')]).toEqual([
      mediaType,
      disposition,
    ]);
  });

  test.each(['a/../b.png', '../b.png', 'a/./b.png', 'a/..'])(
    'does not store %s somewhere else',
    async key => {
      const aws = await start(GUEST_BUCKET);
      const put = putObject(openAsGuest(aws), { ...toCreate(key), ...(await bytes('x')) }, never);
      await expect(put).rejects.toMatchObject({ code: 'key-not-addressable' });
      expect(aws.requests).toEqual([]);
    },
  );

  test('a key that is taken: its object stays as it is', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    await putObject(bucket, { ...toCreate('a'), ...(await bytes('first')) }, never);
    const again = putObject(bucket, { ...toCreate('a'), ...(await bytes('second')) }, never);
    await expect(again).rejects.toMatchObject({ code: 'name-taken' });
    expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 5 });
  });

  test('bytes other than the checksum’s are refused, and nothing is stored', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    const { checksum } = await bytes('meant');
    const { body } = await bytes('other');
    const put = putObject(bucket, { ...toCreate('a'), body, checksum }, never);
    await expect(put).rejects.toMatchObject({ code: 'not-confirmed' });
    expect(await headObject(bucket, { key: 'a' }, never)).toBeNull();
  });

  test.each<[string, Record<string, string>]>([
    ['no entity tag', {}],
    ['another checksum', { etag: '"e"', 'x-amz-checksum-sha256': 'other' }],
  ])('an answer of success with %s is no confirmation', async (_, headers) => {
    const aws = await start(GUEST_BUCKET);
    intercept(aws, 'PutObject', () => ({ status: 200, headers }));
    const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
    await expect(put).rejects.toMatchObject({ code: 'not-confirmed' });
  });

  test.each([
    [503, 'SlowDown', { 'retry-after': '7' }, { code: 'throttled', retryAfterMs: 7_000 }],
    [503, '', {}, { code: 's3-unavailable', retryAfterMs: null }],
    [429, '', { 'retry-after': '1' }, { code: 'throttled', retryAfterMs: 1_000 }],
    [500, 'InternalError', {}, { code: 's3-unavailable' }],
    [403, 'AccessDenied', {}, { code: 'access-denied', detail: { action: 's3:PutObject' } }],
    [404, 'NoSuchBucket', {}, { code: 'bucket-not-found' }],
    [409, 'ConditionalRequestConflict', {}, { code: 's3-unavailable' }],
    [307, '', { location: 'https://example.org/' }, { code: 'wrong-region-unknown' }],
  ])(
    'S3’s answer %d %s becomes a failure that says what it means',
    async (status, name, headers, expected) => {
      const aws = await start(GUEST_BUCKET);
      const body = name === '' ? '' : errorDocument(name);
      intercept(aws, 'PutObject', () => ({ status, headers, body }));
      const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
      await expect(put).rejects.toMatchObject(expected);
    },
  );

  test('a redirect to another region is told with the region that S3 names when it is asked', async () => {
    const aws = await start(GUEST_BUCKET);
    const location = 'https://demo.s3.eu-west-3.amazonaws.com/a';
    intercept(aws, 'PutObject', () => ({ status: 307, headers: { location } }));
    intercept(aws, 'HeadBucket', () => ({ status: 301, headers: { 'x-amz-bucket-region': 'eu-west-3' } }));
    const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
    await expect(put).rejects.toMatchObject({
      code: 'wrong-region',
      detail: { bucket: 'demo', region: 'eu-west-3' },
    });
  });

  test.each([{ drop: true } as const, { dropAnswer: true } as const])(
    'a request that gets no answer (%o) fails as unreachable',
    async how => {
      const aws = await start(GUEST_BUCKET);
      const bucket = openAsGuest(aws);
      await headObject(bucket, { key: 'a' }, never); // has its credentials
      const stop = intercept(aws, 'PutObject', () => how);
      const put = putObject(bucket, { ...toCreate('a'), ...(await bytes('x')) }, never);
      await expect(put).rejects.toMatchObject({ code: 'endpoint-unreachable' });
      stop();
      expect((await headObject(bucket, { key: 'a' }, never)) !== null).toBe('dropAnswer' in how);
    },
  );

  test('an aborted put rejects with AbortError, and sends nothing more', async () => {
    const aws = await start(GUEST_BUCKET);
    const calledOff = new AbortController();
    intercept(aws, 'PutObject', () => {
      calledOff.abort();
      return { delayMs: 60_000 };
    });
    const bucket = openAsGuest(aws);
    const object = { ...toCreate('a'), ...(await bytes('x')) };
    await expect(putObject(bucket, object, calledOff.signal)).rejects.toMatchObject({ name: 'AbortError' });
    const { length } = aws.requests;
    await expect(putObject(bucket, object, calledOff.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(aws.requests.length).toBe(length);
  });

  test('a missing permission is named with its action and resource', async () => {
    const aws = await start({ ...GUEST_BUCKET, pools: [poolThatMay(['s3:PutObject'])] });
    const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
    await expect(put).rejects.toMatchObject({
      code: 'access-denied',
      detail: { action: 's3:PutObject', resource: 'arn:aws:s3:::demo/*' },
    });
  });
});

test('an S3 without conditions is asked for one once, and every object is stored', async () => {
  const aws = await start(GUEST_BUCKET);
  intercept(aws, 'PutObject', ({ headers }) =>
    headers['if-none-match'] === undefined
      ? undefined
      : { status: 501, body: errorDocument('NotImplemented') },
  );
  const bucket = openAsGuest(aws);
  for (const key of ['a', 'b', 'a'])
    await replaceObject(bucket, { ...toCreate(key), ...(await bytes(`new ${key}`)) }, never);
  expect(aws.requests.filter(({ operation }) => operation === 'PutObject')).toHaveLength(4);
  expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 5 });
});

test('a cut object is removed and told of, in a store that is known to keep damaged ones', async () => {
  const aws = await start(GUEST_BUCKET);
  const bucket = openAsGuest(aws, { ...AS_AWS, storesDamaged: true });
  let heads = 0;
  intercept(aws, 'HeadObject', () => {
    heads++;
    return undefined;
  });
  const object = { ...toCreate('cat.png'), ...(await bytes('picture')) };
  await putObject(bucket, object, never);
  expect(heads).toBe(1);
  const stop = intercept(aws, 'HeadObject', ({ url }) =>
    url.includes('other')
      ? {
          status: 200,
          headers: { etag: `"${createHash('md5').update('picture').digest('hex')}"`, 'content-length': '3' },
        }
      : undefined,
  );
  await expect(putObject(bucket, { ...object, key: 'other.png' }, never)).rejects.toMatchObject({
    code: 'not-confirmed',
  });
  stop();
  expect(await headObject(bucket, { key: 'other.png' }, never)).toBeNull();
});
