import browser from 'webextension-polyfill';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';

/**
 * Tries a failed transfer again. When it failed for want of access to a host, that is asked for first, and at once:
 * the browser takes such a question only inside the click, before anything was awaited.
 */
export async function retryTransfer({ id, failure }: TransferView): Promise<void> {
  const origin = failure?.detail['origin'];
  if (origin !== undefined) {
    const answered = browser.permissions.request({ origins: [origin] }).catch(() => false);
    // The question takes the focus, and with it the popup: then only the worker is there to hear the answer.
    await call('transfers.retry-when-granted', { id });
    // Refused or not, the worker tries what is possible; it knows by itself what it may do now.
    await answered;
  }
  await call('transfers.retry', { id });
}
