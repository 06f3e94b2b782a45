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

describe('headObject', () => {
  test.each([
    [400, 's3-unavailable'],
    [403, 'access-denied'],
  ])(
    'an object of which S3 keeps refusing HEAD without a reason (%i) fails with %s',
    async (status, code) => {
      const aws = await start(GUEST_BUCKET);
      const bucket = openAsGuest(aws);
      await putObject(bucket, { ...toCreate('a'), ...(await bytes('x')) }, never);
      intercept(aws, 'HeadObject', () => ({ status }));
      await expect(headObject(bucket, { key: 'a' }, never)).rejects.toMatchObject({ code });
    },
  );

  test('an object is not there when S3 refuses HEAD without a reason, and its list has no such key', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = openAsGuest(aws);
    await putObject(bucket, { ...toCreate('a.png'), ...(await bytes('x')) }, never);
    intercept(aws, 'HeadObject', () => ({ status: 403 }));
    expect(await headObject(bucket, { key: 'a' }, never)).toBeNull();
  });

  test.each([{}, { 'x-amz-meta-a': 'b' }])(
    'an answer without size and entity tag is not taken for an object: %j',
    async headers => {
      const aws = await start(GUEST_BUCKET);
      intercept(aws, 'HeadObject', () => ({ status: 200, headers }));
      await expect(headObject(openAsGuest(aws), { key: 'a' }, never)).rejects.toMatchObject({
        code: 'not-confirmed',
      });
    },
  );

  test('the time to wait that a 503 names is in the failure, and nothing is tried again', async () => {
    const aws = await start(GUEST_BUCKET);
    intercept(aws, 'HeadObject', () => ({ status: 503, headers: { 'retry-after': '3' } }));
    const head = headObject(openAsGuest(aws), { key: 'a' }, never);
    await expect(head).rejects.toMatchObject({ code: 's3-unavailable', retryAfterMs: 3_000 });
    expect(aws.requests.filter(({ operation }) => operation === 'HeadObject').length).toBe(1);
  });
});
