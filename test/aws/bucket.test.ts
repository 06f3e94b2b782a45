import { beforeEach, expect, test, vi } from 'vitest';
import { headObject, putObject } from '../../src/aws/objects';
import { useLocalAws } from '../use-local-aws';
import { bytes, GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;
const OFFSET_MS = 120_000;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

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
