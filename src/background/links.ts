import type { Bucket } from '../aws/bucket';
import { headObject } from '../aws/head-object';
import { presignFor } from '../aws/presign';
import { inertResponse } from '../core/inert-response';
import { copiedLinks, type SharedLink } from '../core/link-text';
import { mediaTypeOfName } from '../core/media-type';
import { fileNameOfKey } from '../core/object-key';
import type { LinkPreferences } from '../core/preferences';
import { NEVER_ABORTED } from '../core/promises';
import { objectUrl, urlBelow } from '../core/s3-url';
import { hasEnded, type Transfer } from '../core/transfer';
import { linksCopiedMessage } from '../i18n/link-messages';
import { plural } from '../i18n/message';
import { copyText, mayCopy } from './clipboard';
import { bucketOf } from './current-bucket';
import { report } from './diagnostics';
import { loadPreferences } from './settings-store';
import { reportedAs } from './side-effects';

/**
 * Links to objects, as the user prefers them; presigned ones where no base URL of their own is set. Of those S3 is told
 * what to say of the object, so that nothing runs for whoever opens one; of the others the bucket's owner says it.
 */
export const objectLinks = (
  bucket: Bucket,
  keys: readonly string[],
  preferences: LinkPreferences,
): Promise<SharedLink[]> => Promise.all(keys.map(key => objectLink(bucket, key, preferences)));

async function objectLink(
  bucket: Bucket,
  key: string,
  { address, baseUrl, lifeSeconds }: LinkPreferences,
): Promise<SharedLink> {
  const { settings } = bucket;
  const named = { key, s3Uri: `s3://${settings.bucket}/${key}` };
  if (address === 'public') return { ...named, url: objectUrl(settings, key).href, expiresAt: null };
  if (address === 'own' && baseUrl !== '') return { ...named, url: urlBelow(baseUrl, key), expiresAt: null };
  const overrides = inertResponse(key, await storedType(bucket, key));
  return { ...named, ...(await presignFor(bucket, key, lifeSeconds, overrides)) };
}

/** Asked only of what has a name that says nothing: links to a thousand photos are otherwise made without a request. */
async function storedType(bucket: Bucket, key: string): Promise<string | null> {
  if (mediaTypeOfName(fileNameOfKey(key)) !== null) return null;
  const stored = await headObject(bucket, { key }, NEVER_ABORTED).catch(reportedAs('links.read-type', null));
  return stored?.headers['content-type'] ?? null;
}

/**
 * Copies links to a batch, after its last transfer has ended, if the user wants and permits that. Resolves with the text for
 * the notification, also when copying failed; null when there was nothing to copy.
 */
export async function copyLinksAfterSaving(batch: readonly Transfer[]): Promise<string | null> {
  const { links } = await loadPreferences();
  if (!links.copyAfterSaving || !batch.every(hasEnded)) return null;
  const keys = batch.flatMap(({ state, key }) => (state === 'saved' && key !== null ? [key] : []));
  const [first] = batch;
  if (first === undefined || keys.length === 0 || !(await mayCopy())) return null;
  try {
    const { bucket } = await bucketOf(first.bucket, first.owner);
    const shared = await objectLinks(bucket, keys, links);
    const copied = copiedLinks(links.format, shared);
    if (await copyText(copied.text)) return linksCopiedMessage(copied);
  } catch (error) {
    // Not thrown: the picture is saved, and its notification has a button for the link.
    report('links.copy', error);
  }
  return plural('links_not_copied', keys.length);
}
