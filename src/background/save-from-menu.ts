import { toFailure } from '../core/failure';
import { settled } from '../core/promises';
import type { WebSource } from '../core/source';
import type { Transfer } from '../core/transfer';
import type { Transfers } from '../transfers/transfers';
import { report } from './diagnostics';
import { findImage, pickImage, selectedImages } from './find-image';
import type { MenuClick } from './menu-clicks';
import { notifyUnwritten } from './notifications';
import { recordAlbumUse } from './recent-albums';
import { saveFromWeb } from './save-from-web';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';
import { openAlbumChoice } from './windows';

/** From a choice in the menu to transfers. What can't be written down is told; what is written down can't be lost. */
export async function saveFromMenu(transfers: Transfers, click: MenuClick): Promise<void> {
  let begun: readonly Transfer[] | null;
  try {
    begun = await write(transfers, click);
  } catch (error) {
    report('menu.save', error);
    return notifyUnwritten(toFailure(error));
  }
  if (begun === null || begun.length === 0) return;
  const { choice } = click;
  if (choice.kind === 'album') await sideEffect('albums.use', () => recordAlbumUse(choice.prefix));
  else
    await openAlbumChoice(
      begun.map(({ id }) => id),
      choice.kind === 'new-album',
    );
}

async function write(transfers: Transfers, click: MenuClick): Promise<readonly Transfer[] | null> {
  const { choice, target, frame, wanted, url, alt, access } = click;
  const album = choice.kind === 'album' ? choice.prefix : null;
  if (choice.kind === 'unspecified' || (await loadSettings()) === null)
    return saveFromWeb(transfers, album, []);
  if (target === 'media' || target === 'link') {
    const source: WebSource = { ...frame, kind: 'web', wanted, url, betterUrls: [], alt };
    return saveFromWeb(transfers, album, [source], { access });
  }
  // Where the frame's host was refused, asking the frame fails, and says why.
  await settled(access);
  if (target === 'selection') return saveFromWeb(transfers, album, await selectedImages(frame));
  // Where the menu of the page was opened last is not what the button's menu is about.
  const found = click.isOnPage ? await findImage(frame, click.targetElementId) : await pickImage(frame);
  return found === null ? null : saveFromWeb(transfers, album, [found]);
}
