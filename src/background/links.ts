import type { Bucket } from '../aws/bucket';
import { presignFor } from '../aws/presign';
import { copiedLinks, type SharedLink } from '../core/link-text';
import type { LinkPreferences } from '../core/preferences';
import { objectUrl, urlBelow } from '../core/s3-url';
import { hasEnded, type Transfer } from '../core/transfer';
import { linksCopiedMessage } from '../i18n/link-messages';
import { plural } from '../i18n/message';
import { copyText, mayCopy } from './clipboard';
import { bucketOf } from './current-bucket';
import { report } from './diagnostics';
import { loadPreferences } from './settings-store';

/** Links to objects, as the user prefers them; presigned ones where no base URL of their own is set. */
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
  return { ...named, ...(await presignFor(bucket, key, lifeSeconds)) };
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
    const shared = await objectLinks(await bucketOf(first.bucket), keys, links);
    const copied = copiedLinks(links.format, shared);
    if (await copyText(copied.text)) return linksCopiedMessage(copied);
  } catch (error) {
    // Not thrown: the picture is saved, and its notification has a button for the link.
    report('links.copy', error);
  }
  return plural('links_not_copied', keys.length);
}
