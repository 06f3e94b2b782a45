import { linkLines } from '../core/link-text';
import { hasEnded, type Transfer } from '../core/transfer';
import { linksCopied } from '../i18n/links-copied';
import { copyText } from './clipboard';
import { bucketOf } from './current-bucket';
import { loadPreferences } from './preferences-store';
import { sharedLinks } from './shared-links';

/**
 * Copies links to what was saved in one go, after the last of it has ended, if that is wanted. Resolves with what is to
 * be told of it; null when nothing was copied.
 */
export async function copyAfterSaving(batch: readonly Transfer[]): Promise<string | null> {
  const { links } = await loadPreferences();
  if (!links.copyAfterSaving || !batch.every(hasEnded)) return null;
  const keys = batch.flatMap(({ state, key }) => (state === 'saved' && key !== null ? [key] : []));
  const [first] = batch;
  if (first === undefined || keys.length === 0) return null;
  try {
    const shared = await sharedLinks(await bucketOf(first.bucket), keys, links);
    const copied = linkLines(links.format, shared);
    return (await copyText(copied.text)) ? linksCopied(copied) : null;
  } catch {
    return null; // the picture is saved, and its notification has a button for the link
  }
}
