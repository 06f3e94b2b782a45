import browser from 'webextension-polyfill';
import { nameInUrl } from '../capture/file-name';
import type { ImageSource, Transfer } from '../core/transfer';
import { message } from '../i18n/message';
import type { Transfers } from '../transfers/transfers';
import type { MenuChoice } from './context-menu';
import { loadSettings } from './settings-store';
import { openAlbumChoice } from './windows';

/** From the click to a transfer that is written down; everything after that is the transfers' business. */
export async function saveImage(
  transfers: Transfers,
  choice: MenuChoice,
  source: ImageSource,
  access: Promise<unknown>,
  useAlbum: (prefix: string) => Promise<void>,
): Promise<void> {
  if (choice.kind === 'set-up' || (await loadSettings()) === null) return browser.runtime.openOptionsPage();
  const transfer: Transfer = {
    id: crypto.randomUUID(),
    createdAt: Date.now(),
    source,
    album: choice.kind === 'album' ? choice.prefix : null,
    name: nameInUrl(source.url) || message('image'),
    bytes: null,
    state: 'under-way',
    key: null,
    failure: null,
    note: null,
  };
  await transfers.add(transfer, access);
  if (choice.kind === 'album') await useAlbum(choice.prefix);
  else await openAlbumChoice(transfer.id, choice.kind === 'new-album');
}
