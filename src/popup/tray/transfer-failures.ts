import browser from 'webextension-polyfill';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { boundedHosts } from '../model/bounded-hosts';

/**
 * Asks for the access for want of which transfers failed; to be called in the click itself: the browser takes such a
 * question only there, before anything was awaited. The question may close the popup; the worker then goes on by
 * itself once access is given.
 */
async function askForAccess(transfers: readonly TransferView[]): Promise<void> {
  const origins = transfers.map(({ failure }) => failure?.detail['origin']);
  const missing = boundedHosts(origins.filter(origin => origin !== undefined));
  // Refused or not, the worker tries what is possible; it knows by itself what it may do now.
  if (missing.length === 0) return;
  await browser.permissions
    .request({ origins: missing })
    .catch(error => reportFromPage('tray.request-access', error));
}

/** Tries failed transfers again. */
export async function retryTransfers(transfers: readonly TransferView[]): Promise<void> {
  await askForAccess(transfers);
  await askForEach('retry', transfers);
}

type AboutOne = 'retry' | 'dismiss' | 'use-screen' | 'keep-location';

/** Has the worker do the same with each of them. Rejects with the first failure, when all are asked for. */
export async function askForEach(
  name: AboutOne,
  transfers: readonly Pick<TransferView, 'id'>[],
): Promise<void> {
  const asked = transfers.map(({ id }) => call(`transfers.${name}`, { id }));
  await Promise.allSettled(asked);
  await Promise.all(asked);
}

/** Tries all of them that failed again. */
export async function retryAllTransfers(transfers: readonly TransferView[]): Promise<void> {
  await askForAccess(transfers.filter(({ state }) => state === 'failed'));
  await call('transfers.retry-all');
}

/** Long enough to have had a failure before one's eyes. Milliseconds. */
export const SEEN_MS = 1000;

/** Failures that come into view together are told together. */
const BATCH_MS = 100;

let gathered = new Map<string, string>();
const told = new Set<string>();

/**
 * Tells the worker that the user has seen a failure, so that the badge no longer shows it.
 * `failedAt` tells it from another failure of the same transfer.
 */
export function reportFailureSeen(id: string, failedAt: number | null): void {
  const failure = `${id} ${failedAt}`;
  if (told.has(failure)) return;
  if (gathered.size === 0) setTimeout(tell, BATCH_MS);
  gathered.set(failure, id);
}

function tell(): void {
  const failures = gathered;
  gathered = new Map();
  for (const failure of failures.keys()) told.add(failure);
  call('transfers.seen', { ids: [...failures.values()] }).catch(error => {
    reportFromPage('tray.tell-seen', error);
    // Told again when it is seen again.
    for (const failure of failures.keys()) told.delete(failure);
  });
}
