import browser from 'webextension-polyfill';
import { nameInUrl } from '../capture/file-name';
import { bucketIdentity } from '../core/settings';
import { type ImageSource, newTransfer, type Transfer } from '../core/transfer';
import { message } from '../i18n/message';
import type { Transfers } from '../transfers/transfers';
import type { MenuChoice } from './context-menu';
import { loadSettings } from './settings-store';

/**
 * From the click to a transfer that is written down; everything after that is the transfers' business.
 * Null while nothing is configured: then the options page opens instead.
 */
export async function saveImage(
  transfers: Transfers,
  choice: MenuChoice,
  source: ImageSource,
  access: Promise<unknown>,
): Promise<Transfer | null> {
  const settings = await loadSettings();
  if (settings === null) {
    await browser.runtime.openOptionsPage();
    return null;
  }
  const transfer = newTransfer({
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    source,
    bucket: bucketIdentity(settings),
    album: choice.kind === 'album' ? choice.prefix : null,
    name: nameInUrl(source.url) || message('image'),
    bytes: null,
  });
  await transfers.add([transfer], access);
  await dismissOlderFailures(transfers, transfer);
  return transfer;
}

/** Who right-clicks a picture again after it failed wants it once: the new transfer takes the old one's place. */
async function dismissOlderFailures(transfers: Transfers, { id, source, album }: Transfer): Promise<void> {
  for (const other of await transfers.all()) {
    const isSame =
      other.source.kind === 'image' &&
      source.kind === 'image' &&
      other.source.url === source.url &&
      other.album === album;
    if (isSame && other.id !== id && other.state === 'failed') await transfers.dismiss([other.id]);
  }
}
