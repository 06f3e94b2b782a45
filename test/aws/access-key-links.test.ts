import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { presignDownload, presignFor, presignObject } from '../../src/aws/presign';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, openAsGuest, openWithKeys } from './local-bucket';

const { start, clientOf } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const DAY_MS = 24 * 3_600_000;
const KEY = 'Trip/a b.txt';

/** How far S3's clock is ahead of this computer's, in milliseconds. */
let ahead: number;

async function startWithPhoto(): Promise<LocalAws> {
  ahead = 0;
  const aws = await start({ ...GUEST_BUCKET, now: () => Date.now() + ahead });
  await clientOf(aws).send(new PutObjectCommand({ Bucket: 'demo', Key: KEY, Body: 'photo' }));
  return aws;
}

const withKeys = async (): Promise<{ readonly aws: LocalAws; readonly bucket: Bucket }> => {
  const aws = await startWithPhoto();
  return { aws, bucket: await openWithKeys(aws, aws.owner) };
};

const answerTo = async (url: string): Promise<number> => (await fetch(url)).status;

describe('a link that access keys sign', () => {
  test('works for seven days, until the moment that is told, and no longer', async () => {
    const { bucket } = await withKeys();
    const { url, expiresAt } = await presignFor(bucket, KEY, 7 * 24 * 3600);
    expect(Math.abs(expiresAt - Date.now() - 7 * DAY_MS)).toBeLessThan(5_000);
    ahead = expiresAt - Date.now() - 5_000;
    expect(await answerTo(url)).toBe(200);
    ahead = expiresAt - Date.now() + 5_000;
    expect(await answerTo(url)).toBe(403);
  });

  test('has S3 asked for its time once, however many are signed', async () => {
    const { aws, bucket } = await withKeys();
    const before = aws.requests.length;
    await Promise.all(Array.from({ length: 50 }, (_, index) => presignFor(bucket, `${index}`, 60)));
    await presignObject(bucket, { key: KEY });
    expect(aws.requests.slice(before).map(({ operation }) => operation)).toEqual(['HeadBucket']);
  });

  test('ends with the credentials where a guest of a pool signs it, whatever was asked for', async () => {
    const bucket = openAsGuest(await startWithPhoto());
    const { expiresAt } = await presignFor(bucket, KEY, 7 * 24 * 3600);
    expect(Math.abs(expiresAt - Date.now() - 3_600_000)).toBeLessThan(5_000);
  });

  test.each([1.25, -1.25, 24, -24])(
    'works where the clock is wrong by %d hours, and nothing was asked of S3 before',
    async hours => {
      const links: readonly (readonly [life: number, link: (of: Bucket) => Promise<string>])[] = [
        [300_000, async bucket => (await presignFor(bucket, KEY, 300)).url],
        [0, async bucket => (await presignObject(bucket, { key: KEY })).url],
        [0, bucket => presignDownload(bucket, KEY, 'a b.txt')],
      ];
      for (const [life, link] of links) {
        const { bucket } = await withKeys();
        ahead = hours * 3_600_000;
        expect(await answerTo(await link(bucket))).toBe(200);
        if (life === 0) continue;
        const { expiresAt } = await presignFor(bucket, KEY, life / 1000);
        expect(Math.abs(expiresAt - Date.now() - life)).toBeLessThan(5_000);
      }
    },
  );
});
