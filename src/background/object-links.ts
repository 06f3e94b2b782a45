import type { Bucket } from '../aws/bucket';
import { presignFor } from '../aws/presign';
import type { SharedLink } from '../core/link-text';
import type { LinkPreferences } from '../core/preferences';
import { objectUrl, urlBelow } from '../core/s3-url';

/** Links to objects, as a person likes them. Without a base URL of their own, signed ones. */
export const objectLinks = (
  bucket: Bucket,
  keys: readonly string[],
  preferences: LinkPreferences,
): Promise<SharedLink[]> => Promise.all(keys.map(key => sharedLink(bucket, key, preferences)));

async function sharedLink(
  bucket: Bucket,
  key: string,
  { address, baseUrl, lifeSeconds }: LinkPreferences,
): Promise<SharedLink> {
  const { settings } = bucket;
  const named = { key, s3Uri: `s3://${settings.bucket}/${key}` };
  if (address === 'public') return { ...named, url: objectUrl(settings, key).href, expiresAt: null };
  if (address === 'own' && baseUrl !== '') return { ...named, url: urlBelow(baseUrl, key), expiresAt: null };
  return { ...named, ...(await presignFor(bucket, key, lifeSeconds)) };
}
