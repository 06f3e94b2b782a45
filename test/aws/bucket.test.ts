import { beforeEach, describe, expect, test, vi } from 'vitest';
import { headObject } from '../../src/aws/head-object';
import { presignObject } from '../../src/aws/presign';
import { putObject } from '../../src/aws/put-object';
import type { NewObject } from '../../src/core/s3-object';
import type { Interceptor, LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;
const OFFSET_MS = 120_000;

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

const ask = {
  'the SDK’s request': (bucket: Parameters<typeof headObject>[0]) => headObject(bucket, { key: 'a' }, never),
  'a request of our own': async (bucket: Parameters<typeof headObject>[0]) =>
    putObject(bucket, { key: 'a', mediaType: 'image/png', metadata: {}, ...(await bytes('x')) }, never),
};

test.each(Object.entries(ask))('the bucket’s time is S3’s, as the answer to %s tells it', async (_, send) => {
  for (const offset of [OFFSET_MS, -OFFSET_MS]) {
    const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + offset });
    const bucket = openAsGuest(aws);
    expect(bucket.now() - Date.now()).toBeCloseTo(0, -2);
    await send(bucket);
    expect(Math.abs(bucket.now() - Date.now() - offset)).toBeLessThan(2_000);
  }
});

test('requests are not signed by what is told of an answer’s date', async () => {
  const aws = await start(GUEST_BUCKET);
  const bucket = openAsGuest(aws);
  bucket.observeServerDate(new Date(Date.now() + 7_200_000).toUTCString());
  await ask['a request of our own'](bucket); // two hours off, S3 would refuse it
});

test('the bucket’s time is learned from refusals as well', async () => {
  const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + OFFSET_MS });
  const bucket = openAsGuest(aws);
  aws.intercept(({ operation }) => (operation === 'PutObject' ? { status: 503 } : undefined));
  await expect(ask['a request of our own'](bucket)).rejects.toMatchObject({ code: 's3-unavailable' });
  expect(Math.abs(bucket.now() - Date.now() - OFFSET_MS)).toBeLessThan(2_000);
});

test('an answer with an unreadable Date leaves the bucket’s clock as it was', async () => {
  const bucket = openAsGuest(await start(GUEST_BUCKET));
  for (const unreadable of [null, '', 'yesterday']) bucket.observeServerDate(unreadable);
  expect(Math.abs(bucket.now() - Date.now())).toBeLessThan(100);
  bucket.observeServerDate(new Date(Date.now() + 3_600_000).toUTCString());
  bucket.observeServerDate(null);
  expect(Math.abs(bucket.now() - Date.now() - 3_600_000)).toBeLessThan(1_100);
});

describe('credentials', () => {
  const renewals = ({ requests }: LocalAws): number =>
    requests.filter(({ operation }) => operation === 'GetCredentialsForIdentity').length;

  /** Refuses what is signed with the credentials of the first request. */
  function refuseFirstToken(aws: LocalAws, code: string): void {
    let first: string | undefined;
    intercept(aws, 'PutObject', ({ headers }) => {
      const token = headers['x-amz-security-token'];
      first ??= token;
      return token === first ? { status: 400, body: errorDocument(code) } : undefined;
    });
  }

  test('credentials that S3 calls expired are renewed once, however many requests hear of it', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    refuseFirstToken(aws, 'ExpiredToken');
    const object = await bytes('x');
    const put = (n: number): Promise<string> => putObject(bucket, { ...toCreate(`${n}`), ...object }, never);
    await Promise.all([1, 2, 3, 4, 5, 6].map(put));
    expect(renewals(aws)).toBe(2);
  });

  test('a session token that S3 calls invalid is replaced once, and then told of, without asking Cognito again', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    intercept(aws, 'PutObject', () => ({ status: 400, body: errorDocument('InvalidToken') }));
    const object = { ...toCreate('a'), ...(await bytes('x')) };
    for (let n = 0; n < 3; n++) {
      await expect(putObject(bucket, object, never)).rejects.toMatchObject({
        code: 'session-token-refused',
      });
    }
    expect(renewals(aws)).toBe(2);
  });

  test('a session token that S3 once calls invalid is replaced, and nobody hears of it', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    refuseFirstToken(aws, 'InvalidToken');
    const object = await bytes('x');
    await Promise.all(['a', 'b', 'c'].map(key => putObject(bucket, { ...toCreate(key), ...object }, never)));
    expect(renewals(aws)).toBe(2);
  });

  test('requests at one time get the credentials of one guest, asked for once', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await Promise.all(['a', 'b', 'c'].map(key => headObject(bucket, { key }, never)));
    expect(aws.requests.filter(({ operation }) => operation === 'GetId').length).toBe(1);
    expect(renewals(aws)).toBe(1);
  });
});

describe('a clock that is wrong', () => {
  const skewed = ({ requests }: LocalAws): number =>
    requests.filter(({ errorCode }) => errorCode === 'RequestTimeTooSkewed').length;

  test.each([1.25, -1.25, 24, -24])(
    'by %d hours is known from the first request on, whatever its kind',
    async hours => {
      const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + hours * 3_600_000 });
      for (const send of Object.values(ask)) await send(openAsGuest(aws));
      const { url, expiresAt } = await presignObject(openAsGuest(aws), { key: 'a' });
      expect((await fetch(url)).status).toBe(200);
      expect(Math.abs(expiresAt - Date.now() - 3_600_000)).toBeLessThan(5_000);
      expect(skewed(aws)).toBe(0);
    },
  );

  test('is learned anew from S3 where it was set since, once for all kinds of requests', async () => {
    let offset = 0;
    const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + offset });
    const bucket = openAsGuest(aws);
    const object = { ...toCreate('a'), ...(await bytes('x')) };
    await ask['the SDK’s request'](bucket);
    offset = 40 * 60_000;
    await expect(putObject(bucket, object, never)).rejects.toMatchObject({ code: 'clock-skew' });
    await putObject(bucket, object, never);
    expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 1 });
    expect(skewed(aws)).toBe(1);
  });
});
