import browser from 'webextension-polyfill';
import { albumOfPrefix } from '../core/album';
import { base64OfBytes } from '../core/encoding';
import type { Failure } from '../core/failure';
import { canCaptureFromScreen, hasEnded, type Transfer } from '../core/transfer';
import { explainFailure } from '../i18n/failure-messages';
import { message, plural } from '../i18n/message';
import type { Transfers } from '../transfers/transfers';
import { onEvent, sideEffect } from './side-effects';
import { openAlbum, openLink, openTransfers } from './windows';

const APP_ICON = 'icons/shoebox-128.png';

/** The thumbnail as a `data:` URL; the extension's icon where there is none. */
async function iconUrl(thumbnail: Blob | null): Promise<string> {
  if (thumbnail === null) return browser.runtime.getURL(APP_ICON);
  const bytes = new Uint8Array(await thumbnail.arrayBuffer());
  return `data:${thumbnail.type};base64,${base64OfBytes(bytes)}`;
}

/** Firefox has no buttons on notifications and throws for options that it does not know. */
const withButtons = (...titles: string[]): object =>
  import.meta.env.MODE === 'firefox' ? {} : { buttons: titles.map(title => ({ title })) };

const lines = (...texts: readonly (string | null)[]): string =>
  texts.filter(text => text !== null).join('\n');

/**
 * Notifies the user how a transfer ended. The notification's id is the transfer's, so that any later worker finds it.
 * @param copied says that the link was copied; null when it was not
 * @param earlier transfers whose notification this one takes the place of, and counts
 */
export async function notify(
  transfer: Transfer,
  thumbnail: Blob | null,
  copied: string | null,
  earlier: readonly Transfer[] = [],
): Promise<void> {
  if (transfer.state === 'saved') {
    const album = albumOfPrefix(transfer.album ?? '').name;
    const isSeries = earlier.length > 0;
    if (isSeries) await clearAll(earlier);
    await browser.notifications.create(transfer.id, {
      type: 'basic',
      iconUrl: await iconUrl(thumbnail),
      title: isSeries
        ? plural('notification_series', earlier.length + 1, album)
        : message(
            transfer.outcome === 'already-there' ? 'notification_already_there' : 'notification_saved',
            album,
          ),
      message: lines(
        isSeries ? message('notification_series_last', transfer.name) : transfer.name,
        transfer.note === null ? null : explainFailure(transfer.note).sentence,
        copied,
      ),
      ...withButtons(message('notification_link'), message('open_album')),
    });
  } else if (transfer.failure !== null) {
    const { code, technical } = transfer.failure;
    const { sentence, nextStep } = explainFailure(transfer.failure);
    await browser.notifications.create(transfer.id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL(APP_ICON),
      title: message('notification_failed', transfer.name),
      // The next step is to read what S3 said under "Details", which a notification does not have.
      message: `${sentence} ${code === 'request-refused' ? technical : nextStep}`,
      ...withButtons(
        message('try_again'),
        ...(canCaptureFromScreen(transfer) ? [message('ladder_use_screen')] : []),
      ),
    });
  }
}

async function clearAll(transfers: readonly Transfer[]): Promise<void> {
  const shown = await browser.notifications.getAll();
  await Promise.all(
    transfers.filter(({ id }) => id in shown).map(({ id }) => browser.notifications.clear(id)),
  );
}

/**
 * Notifies the user once how a batch ended, after its last transfer has. The id is that of one that failed, if any did: a
 * click then opens the failures, else the album.
 * @param copied says that the links were copied; null when they were not
 */
export async function notifyOfBatch(batch: readonly Transfer[], copied: string | null): Promise<void> {
  const [first] = batch;
  if (first === undefined || !batch.every(hasEnded)) return;
  const failures = batch.filter(({ state }) => state === 'failed');
  const album = albumOfPrefix(first.album ?? '').name;
  await browser.notifications.create((failures[0] ?? first).id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL(APP_ICON),
    title: message(
      failures.length === batch.length ? 'notification_batch_failed' : 'notification_saved',
      album,
    ),
    message: lines(
      failures.length === 0
        ? message('notification_batch_all')
        : plural('notification_batch_failures', failures.length),
      copied,
    ),
  });
}

/** Notifies the user that a transfer could not even be stored: the click is lost, and they know it. */
export async function notifyUnwritten(failure: Failure): Promise<void> {
  const { sentence, nextStep } = explainFailure(failure);
  await browser.notifications.create({
    type: 'basic',
    iconUrl: browser.runtime.getURL(APP_ICON),
    title: message('notification_failed', message('image')),
    message: `${sentence} ${nextStep}`,
  });
}

/** Does what the buttons and clicks of notifications stand for, whichever worker instance sent them. */
export function listenToNotifications(transfers: Transfers): void {
  const transferOf = (id: string): Promise<Transfer | null> => {
    void sideEffect('notification.clear', () => browser.notifications.clear(id));
    return transfers.get(id);
  };
  onEvent('notification.button', browser.notifications.onButtonClicked, async (id, button) => {
    const transfer = await transferOf(id);
    if (transfer?.state === 'saved') {
      if (button === 0 && transfer.key !== null) return openLink(transfer.key);
      if (button === 1 && transfer.album !== null) return openAlbum(transfer.album);
      return openTransfers();
    }
    if (transfer !== null && button === 1) return transfers.captureFromScreen(id);
    // A notification's button is no user gesture, so it can't ask for a permission: the window can.
    if (transfer !== null && transfer.failure?.detail['origin'] === undefined) return transfers.retry(id);
    return openTransfers();
  });
  onEvent('notification.clicked', browser.notifications.onClicked, async id => {
    const transfer = await transferOf(id);
    return transfer?.state === 'saved' && transfer.album !== null
      ? openAlbum(transfer.album)
      : openTransfers();
  });
}
