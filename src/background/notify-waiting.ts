import browser from 'webextension-polyfill';
import { serialQueue } from '../core/serial-queue';
import type { WaitReason } from '../core/wait-reason';
import type { LiveStatus } from '../durable/publisher';
import { type MessageKey, message } from '../i18n/message';
import { loadPreferences } from './settings-store';
import { sideEffect } from './side-effects';

/** What the user is told of, where transfers wait for it. */
interface Notified {
  readonly kind: WaitReason['kind'];
  /** Of the notification; and the key in `storage.session` that says that it was shown. */
  readonly id: string;
  readonly title: MessageKey;
  readonly text: MessageKey;
}

const NOTIFIED: readonly Notified[] = [
  {
    kind: 'sign-in',
    id: 'sign-in-needed',
    title: 'notification_sign_in',
    text: 'notification_sign_in_kept',
  },
  {
    kind: 'access-keys',
    id: 'access-keys-needed',
    title: 'notification_access_keys',
    text: 'notification_access_keys_kept',
  },
];

/** What this worker instance knows of, by kind; nothing before the first time: an earlier one may have told it. */
const waiting = new Map<WaitReason['kind'], boolean>();

/** One at a time: else what is told of the second of two quick changes may be there before that of the first. */
const inTurn = serialQueue();

/**
 * Notifies the user once when transfers begin to wait for a sign-in or for access keys, whichever worker instance sees it
 * first, and takes that back when none does any more. A click opens the list of transfers, as for any other notification.
 */
export function notifyOfWaiting(transfers: readonly Pick<LiveStatus, 'waiting'>[]): void {
  const kinds = new Set(transfers.map(transfer => transfer.waiting?.kind));
  for (const notified of NOTIFIED) {
    const waits = kinds.has(notified.kind);
    if (waiting.get(notified.kind) === waits) continue;
    waiting.set(notified.kind, waits);
    void sideEffect('notification.waiting', () => inTurn(() => tell(notified)));
  }
}

/** Makes the notification agree with what is known by now. */
async function tell({ kind, id, title, text }: Notified): Promise<void> {
  const waits = waiting.get(kind) === true;
  const isTold = id in (await browser.storage.session.get(id));
  if (waits === isTold) return;
  if (waits) {
    await browser.storage.session.set({ [id]: true });
    // The badge says it as well.
    if ((await loadPreferences()).notifications === 'none') return;
    await browser.notifications.create(id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icons/shoebox-128.png'),
      title: message(title),
      message: message(text),
    });
  } else {
    await browser.storage.session.remove(id);
    await browser.notifications.clear(id);
  }
}
