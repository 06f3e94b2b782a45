import browser from 'webextension-polyfill';
import { serialQueue } from '../core/serial-queue';
import type { LiveStatus } from '../durable/publisher';
import { message } from '../i18n/message';
import { loadPreferences } from './settings-store';
import { sideEffect } from './side-effects';

/** Of the notification; and the key in `storage.session` that says that it was shown. */
const ID = 'sign-in-needed';

/** What this worker instance knows of; null before the first time: an earlier one may have told it. */
let isWaiting: boolean | null = null;

/** One at a time: else what is told of the second of two quick changes may be there before that of the first. */
const inTurn = serialQueue();

/**
 * Notifies the user once when transfers begin to wait for a sign-in, whichever worker instance sees it first, and takes that
 * back when none does any more. A click opens the list of transfers, as for any other notification.
 */
export function notifyOfSignIn(transfers: readonly Pick<LiveStatus, 'waiting'>[]): void {
  const waits = transfers.some(({ waiting }) => waiting?.kind === 'sign-in');
  if (waits === isWaiting) return;
  isWaiting = waits;
  void sideEffect('notification.sign-in', () => inTurn(tell));
}

/** Makes the notification agree with what is known by now. */
async function tell(): Promise<void> {
  const waits = isWaiting === true;
  const isTold = ID in (await browser.storage.session.get(ID));
  if (waits === isTold) return;
  if (waits) {
    await browser.storage.session.set({ [ID]: true });
    // The badge says it as well.
    if ((await loadPreferences()).notifications === 'none') return;
    await browser.notifications.create(ID, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icons/shoebox-128.png'),
      title: message('notification_sign_in'),
      message: message('notification_sign_in_kept'),
    });
  } else {
    await browser.storage.session.remove(ID);
    await browser.notifications.clear(ID);
  }
}
