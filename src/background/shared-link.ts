import type { Bucket } from '../aws/bucket';
import { presignFor } from '../aws/presign';
import type { LinkPreferences } from '../core/preferences';
import { objectUrl, urlBelow } from '../core/service-hosts';
import type { SharedLink } from '../messaging/protocol';

/** A link to an object, as a person likes it. Without a base URL of their own, a signed one. */
export async function sharedLink(
  bucket: Bucket,
  key: string,
  { address, baseUrl, lifeSeconds }: LinkPreferences,
): Promise<SharedLink> {
  const { settings } = bucket;
  const s3Uri = `s3://${settings.bucket}/${key}`;
  if (address === 'public') return { url: objectUrl(settings, key).href, s3Uri, expiresAt: null };
  if (address === 'own' && baseUrl !== '') return { url: urlBelow(baseUrl, key), s3Uri, expiresAt: null };
  return { ...(await presignFor(bucket, key, lifeSeconds)), s3Uri };
}
