import { copiedLinks } from '../core/link-text';
import { hasEnded, type Transfer } from '../core/transfer';
import { linksCopiedMessage } from '../i18n/links-copied';
import { plural } from '../i18n/message';
import { copyText, mayCopy } from './clipboard';
import { bucketOf } from './current-bucket';
import { report } from './diagnostics';
import { objectLinks } from './object-links';
import { loadPreferences } from './preferences-store';

/**
 * Copies links to what was saved in one go, after the last of it has ended, if that is wanted and allowed. Resolves with
 * what is to be told of it, also when it could not be done; null when there was nothing to do.
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
    // Told below as well: the picture is saved, and its notification has a button for the link.
    report('links.copy', error);
  }
  return plural('links_not_copied', keys.length);
}
