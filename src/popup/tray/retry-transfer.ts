import browser from 'webextension-polyfill';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';

/**
 * Asks for the access for want of which transfers failed; to be called in the click itself: the browser takes such a
 * question only there, before anything was awaited. The question may close the popup; the worker then goes on by
 * itself once access is given.
 */
async function askForAccess(transfers: readonly TransferView[]): Promise<void> {
  const origins = [...new Set(transfers.map(({ failure }) => failure?.detail['origin']))];
  const missing = origins.filter(origin => origin !== undefined);
  // Refused or not, the worker tries what is possible; it knows by itself what it may do now.
  if (missing.length === 0) return;
  await browser.permissions
    .request({ origins: missing })
    .catch(error => reportFromPage('tray.request-access', error));
}

/** Tries a failed transfer again. */
export async function retryTransfer(transfer: TransferView): Promise<void> {
  await askForAccess([transfer]);
  await call('transfers.retry', { id: transfer.id });
}

/** Tries all of them that failed again. */
export async function retryAllTransfers(transfers: readonly TransferView[]): Promise<void> {
  await askForAccess(transfers.filter(({ state }) => state === 'failed'));
  await call('transfers.retry-all');
}
