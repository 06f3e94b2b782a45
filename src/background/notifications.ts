import browser from 'webextension-polyfill';
import { albumOfPrefix } from '../core/album';
import { base64OfBytes } from '../core/encoding';
import type { Failure } from '../core/failure';
import { canCaptureFromScreen, hasEnded, type Transfer } from '../core/transfer';
import { explainFailure } from '../i18n/failure-messages';
import { message, plural } from '../i18n/message';
import { onEvent, sideEffect } from './side-effects';

const APP_ICON = 'icons/shoebox-128.png';

/** The small picture as a `data:` URL; the extension's icon where there is none. */
async function iconUrl(thumbnail: Blob | null): Promise<string> {
  if (thumbnail === null) return browser.runtime.getURL(APP_ICON);
  const bytes = new Uint8Array(await thumbnail.arrayBuffer());
  return `data:${thumbnail.type};base64,${base64OfBytes(bytes)}`;
}

/** Firefox has no buttons on notifications and refuses options that it does not know. */
const withButtons = (...titles: string[]): object =>
  import.meta.env.MODE === 'firefox' ? {} : { buttons: titles.map(title => ({ title })) };

const lines = (...texts: readonly (string | null)[]): string =>
  texts.filter(text => text !== null).join('\n');

/**
 * Tells how a picture ended. The notification's id is the transfer's, so that a click finds it in any later worker.
 * @param copied that the link to it was copied; null when it was not
 */
export async function notify(
  transfer: Transfer,
  thumbnail: Blob | null,
  copied: string | null,
): Promise<void> {
  if (transfer.state === 'saved') {
    await browser.notifications.create(transfer.id, {
      type: 'basic',
      iconUrl: await iconUrl(thumbnail),
      title: message(
        transfer.outcome === 'already-there' ? 'notification_already_there' : 'notification_saved',
        albumOfPrefix(transfer.album ?? '').name,
      ),
      message: lines(
        transfer.name,
        transfer.note === null ? null : explainFailure(transfer.note).sentence,
        copied,
      ),
      ...withButtons(message('copy_link'), message('open_album')),
    });
  } else if (transfer.failure !== null) {
    const { sentence, nextStep } = explainFailure(transfer.failure);
    await browser.notifications.create(transfer.id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL(APP_ICON),
      title: message('notification_failed', transfer.name),
      message: `${sentence} ${nextStep}`,
      ...withButtons(
        message('try_again'),
        ...(canCaptureFromScreen(transfer) ? [message('ladder_use_screen')] : []),
      ),
    });
  }
}

/**
 * Tells once how all of a batch ended, after the last of it has. The id is that of one that failed, if any did: a click
 * then leads to the failures, else to the album.
 * @param copied that links to what was saved were copied; null when they were not
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

export type NotificationAction = 'copy-link' | 'open-album' | 'try-again' | 'use-screen' | 'open';

/** Tells that a picture could not even be written down: nothing but the click is lost, and the person knows. */
export async function notifyUnwritten(failure: Failure): Promise<void> {
  const { sentence, nextStep } = explainFailure(failure);
  await browser.notifications.create({
    type: 'basic',
    iconUrl: browser.runtime.getURL(APP_ICON),
    title: message('notification_failed', message('image')),
    message: `${sentence} ${nextStep}`,
  });
}

/** Calls back with the transfer that the notification was about. */
export function listenToNotifications(
  onAction: (transferId: string, choose: (transfer: Transfer) => NotificationAction) => Promise<void>,
): void {
  const clear = (id: string): void =>
    void sideEffect('notification.clear', () => browser.notifications.clear(id));
  onEvent('notification.button', browser.notifications.onButtonClicked, (id, button) => {
    clear(id);
    return onAction(id, ({ state }) => {
      if (state !== 'saved') return button === 0 ? 'try-again' : 'use-screen';
      return button === 0 ? 'copy-link' : 'open-album';
    });
  });
  onEvent('notification.clicked', browser.notifications.onClicked, id => {
    clear(id);
    return onAction(id, ({ state }) => (state === 'saved' ? 'open-album' : 'open'));
  });
}
