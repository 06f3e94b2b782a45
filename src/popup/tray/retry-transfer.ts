import browser from 'webextension-polyfill';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';

/**
 * Tries a failed transfer again. When it failed for want of access to a host, that is asked for first, and at once:
 * the browser takes such a question only inside the click, before anything was awaited. The question may close the
 * popup; the worker then goes on by itself once access is given.
 */
export async function retryTransfer({ id, failure }: TransferView): Promise<void> {
  const origin = failure?.detail['origin'];
  // Refused or not, the worker tries what is possible; it knows by itself what it may do now.
  if (origin !== undefined) await browser.permissions.request({ origins: [origin] }).catch(() => false);
  await call('transfers.retry', { id });
}
