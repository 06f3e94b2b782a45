import type { Transfers } from '../transfers/transfers';
import { listenToNotifications } from './notifications';
import { openAlbum, openLink, openTransfers } from './windows';

/** What the buttons of a notification do, whichever worker sent it. */
export function listenToNotificationActions(transfers: Transfers): void {
  listenToNotifications(async (id, choose) => {
    const transfer = await transfers.get(id);
    if (transfer === null) return openTransfers();
    const action = choose(transfer);
    if (action === 'copy-link' && transfer.key !== null) return openLink(transfer.key);
    if (action === 'open-album' && transfer.album !== null) return openAlbum(transfer.album);
    if (action === 'use-screen') return transfers.captureFromScreen(id);
    // A notification's button is no gesture that could ask for permission: the window's is.
    if (action === 'try-again' && transfer.failure?.detail['origin'] === undefined)
      return transfers.retry(id);
    return openTransfers();
  });
}
