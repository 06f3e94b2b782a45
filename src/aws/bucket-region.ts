import { isRegion } from '../core/aws-names';
import { ShoeboxError } from '../core/failure';
import { objectUrl } from '../core/s3-url';
import type { Settings } from '../core/settings';

/** The failure waits so long for the region's name; after that it is told without. */
const PATIENCE_MS = 10_000;

/**
 * Asks S3 where the bucket is, when a request was redirected and what S3 said along with that could not be read, and names
 * it in the failure. Any other failure is handed back unchanged.
 */
export async function withBucketRegion(failure: unknown, settings: Settings): Promise<unknown> {
  if (!(failure instanceof ShoeboxError) || failure.code !== 'wrong-region-unknown') return failure;
  const region = await findBucketRegion(settings);
  if (region === null || region === settings.region) return failure;
  return new ShoeboxError('wrong-region', { bucket: settings.bucket, region }, { cause: failure.cause });
}

/**
 * S3 names the region in its answer to a HEAD of the bucket that nobody signed, also where it refuses that or says that the
 * bucket is elsewhere (S3 API reference, HeadBucket). Here a redirect is followed: a host that the browser lets us read
 * says the same.
 */
export async function findBucketRegion(settings: Settings): Promise<string | null> {
  const region = await headerOfBucket(settings, 'x-amz-bucket-region');
  return region !== null && isRegion(region) ? region : null;
}

/** The `Date` of S3's answer to a HEAD of the bucket that nobody signed, whatever it says besides; null without one. */
export const findServerDate = (settings: Settings): Promise<string | null> =>
  headerOfBucket(settings, 'date');

async function headerOfBucket(settings: Settings, name: string): Promise<string | null> {
  const request = fetch(objectUrl(settings, ''), {
    ...{ method: 'HEAD', credentials: 'omit', cache: 'no-store' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const [answer] = await Promise.allSettled([request]);
  return answer.status === 'fulfilled' ? answer.value.headers.get(name) : null;
}
