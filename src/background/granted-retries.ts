import browser from 'webextension-polyfill';
import type { Transfers } from '../transfers/transfers';
import { keyValueStorage } from './key-value-storage';

/** Transfers to be tried again when access is given, by the origin that they miss; they outlive the worker. */
const waiting = keyValueStorage<readonly string[]>(browser.storage.session, 'retry-when-granted');

/** Remembers to try a failed transfer again once the access that its failure names is given. */
export async function retryWhenGranted(transfers: Transfers, id: string): Promise<void> {
  const origin = (await transfers.get(id))?.failure?.detail['origin'];
  if (origin === undefined) return;
  await waiting.set(origin, [...((await waiting.get(origin)) ?? []), id]);
  // The answer may have been quicker than we.
  if (await browser.permissions.contains({ origins: [origin] })) await retryAll(transfers, origin);
}

async function retryAll(transfers: Transfers, origin: string): Promise<void> {
  const ids = (await waiting.get(origin)) ?? [];
  await waiting.remove(origin);
  for (const id of ids) await transfers.retry(id);
}

export function listenToGrants(transfers: Transfers): void {
  browser.permissions.onAdded.addListener(async ({ origins = [] }) => {
    for (const origin of origins) await retryAll(transfers, origin);
  });
}
