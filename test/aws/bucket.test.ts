import { beforeEach, describe, expect, test, vi } from 'vitest';
import { headObject } from '../../src/aws/head-object';
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

  test('credentials that S3 calls expired are renewed once, however many requests hear of it', async () => {
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

  test('requests at one time get the credentials of one guest, asked for once', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await Promise.all(['a', 'b', 'c'].map(key => headObject(bucket, { key }, never)));
    expect(aws.requests.filter(({ operation }) => operation === 'GetId').length).toBe(1);
    expect(renewals(aws)).toBe(1);
  });
});

describe('a clock that is wrong', () => {
  test.each([2, -2])(
    'a clock that is %d hours off is noticed once, and corrected for all kinds of requests',
    async hours => {
      const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + hours * 3_600_000 });
      const bucket = openAsGuest(aws);
      const object = { ...toCreate('a'), ...(await bytes('x')) };
      await expect(putObject(bucket, object, never)).rejects.toMatchObject({ code: 'clock-skew' });
      await putObject(bucket, object, never);
      expect(await headObject(bucket, { key: 'a' }, never)).toMatchObject({ size: 1 });
      expect(aws.requests.filter(({ errorCode }) => errorCode === 'RequestTimeTooSkewed').length).toBe(1);
    },
  );

  test('a wrong clock is learned from the SDK’s requests as well', async () => {
    const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + 7_200_000 });
    const bucket = openAsGuest(aws);
    // Its refusal has no words; it is no missing permission.
    expect(await headObject(bucket, { key: 'a' }, never)).toBeNull();
    await putObject(bucket, { ...toCreate('a'), ...(await bytes('x')) }, never);
  });
});
