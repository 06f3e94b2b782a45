import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteObject } from '../../src/aws/deletions';
import { headObject, putObject } from '../../src/aws/objects';
import { presignObject } from '../../src/aws/presign';
import type { NewObject } from '../../src/core/s3-object';
import type { Interceptor, LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest, poolThatMay } from './local-bucket';

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
  ])('stores %s with all that is told of it', async key => {
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
      await expect(put).rejects.toMatchObject({ code: 'album-name-dots' });
      expect(aws.requests).toEqual([]);
    },
  );

  test('overwrites nothing', async () => {
    const bucket = openAsGuest(await start(GUEST_BUCKET));
    await putObject(bucket, { ...toCreate('a'), ...(await bytes('first')) }, never);
    const again = putObject(bucket, { ...toCreate('a'), ...(await bytes('second')) }, never);
    await expect(again).rejects.toMatchObject({ code: 'name-taken' });
    expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 5 });
  });

  test('has its bytes verified: others than were meant are refused', async () => {
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
  ])('takes no success with %s for one', async (_, headers) => {
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
  ])('tells of %d %s what it means', async (status, name, headers, expected) => {
    const aws = await start(GUEST_BUCKET);
    const body = name === '' ? '' : errorDocument(name);
    intercept(aws, 'PutObject', () => ({ status, headers, body }));
    const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
    await expect(put).rejects.toMatchObject(expected);
  });

  test.each([{ drop: true } as const, { dropAnswer: true } as const])(
    'without an answer (%o) is unreachable',
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

  test.each([
    [400, 's3-unavailable'],
    [403, 'access-denied'],
  ])('is looked at, and S3 keeps saying no without a reason (%i): %s', async (status, code) => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await putObject(bucket, { ...toCreate('a'), ...(await bytes('x')) }, never);
    intercept(aws, 'HeadObject', () => ({ status }));
    await expect(headObject(bucket, { key: 'a' }, never)).rejects.toMatchObject({ code });
  });

  test('is not there when S3 refuses HEAD without a reason, and its list has no such key', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await putObject(bucket, { ...toCreate('a.png'), ...(await bytes('x')) }, never);
    intercept(aws, 'HeadObject', () => ({ status: 403 }));
    expect(await headObject(bucket, { key: 'a' }, never)).toBeNull();
  });

  test('ends when it is called off, and sends nothing more', async () => {
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

  test('names the action that is missing', async () => {
    const aws = await start({ ...GUEST_BUCKET, pools: [poolThatMay(['s3:PutObject'])] });
    const put = putObject(openAsGuest(aws), { ...toCreate('a'), ...(await bytes('x')) }, never);
    await expect(put).rejects.toMatchObject({
      code: 'access-denied',
      detail: { action: 's3:PutObject', resource: 'arn:aws:s3:::demo/*' },
    });
  });
});

describe('headObject', () => {
  test.each([{}, { 'x-amz-meta-a': 'b' }])('half an answer is none: %j', async headers => {
    const aws = await start(GUEST_BUCKET);
    intercept(aws, 'HeadObject', () => ({ status: 200, headers }));
    await expect(headObject(openAsGuest(aws), { key: 'a' }, never)).rejects.toMatchObject({
      code: 'not-confirmed',
    });
  });

  test('without a Retry-After that anybody reads would be asked again too soon', async () => {
    const aws = await start(GUEST_BUCKET);
    intercept(aws, 'HeadObject', () => ({ status: 503, headers: { 'retry-after': '3' } }));
    const head = headObject(openAsGuest(aws), { key: 'a' }, never);
    await expect(head).rejects.toMatchObject({ code: 's3-unavailable', retryAfterMs: 3_000 });
    expect(aws.requests.filter(({ operation }) => operation === 'HeadObject').length).toBe(1);
  });
});

describe('guest credentials', () => {
  const renewals = ({ requests }: LocalAws): number =>
    requests.filter(({ operation }) => operation === 'GetCredentialsForIdentity').length;

  test('are renewed once when many requests are told that they expired', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    let expired = 6;
    intercept(aws, 'PutObject', () =>
      expired-- > 0 ? { status: 400, body: errorDocument('ExpiredToken') } : undefined,
    );
    const object = await bytes('x');
    const put = (n: number): Promise<string> => putObject(bucket, { ...toCreate(`${n}`), ...object }, never);
    const six = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(put));
    expect(six).toMatchObject(Array(6).fill({ reason: { code: 'credentials-expired' } }));
    await Promise.all([1, 2, 3, 4, 5, 6].map(put));
    expect(renewals(aws)).toBe(2);
  });

  test('are those of one guest, who is asked for once', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await Promise.all(['a', 'b', 'c'].map(key => headObject(bucket, { key }, never)));
    expect(aws.requests.filter(({ operation }) => operation === 'GetId').length).toBe(1);
    expect(renewals(aws)).toBe(1);
  });
});

describe('a wrong clock', () => {
  test.each([2, -2])('by %d hours is noticed once, and put right for all kinds of requests', async hours => {
    const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + hours * 3_600_000 });
    const bucket = openAsGuest(aws);
    const object = { ...toCreate('a'), ...(await bytes('x')) };
    await expect(putObject(bucket, object, never)).rejects.toMatchObject({ code: 'clock-skew' });
    await putObject(bucket, object, never);
    expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 1 });
    expect(aws.requests.filter(({ errorCode }) => errorCode === 'RequestTimeTooSkewed').length).toBe(1);
  });

  test('is learned from the SDK’s requests as well', async () => {
    const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + 7_200_000 });
    const bucket = openAsGuest(aws);
    // Its refusal has no words; it is no missing permission.
    expect(await headObject(bucket, { key: 'a' }, never)).toBeNull();
    await putObject(bucket, { ...toCreate('a'), ...(await bytes('x')) }, never);
  });
});
