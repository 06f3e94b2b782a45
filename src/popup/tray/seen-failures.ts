import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';

/** Failures that come into view together are told together. */
const BATCH_MS = 100;

let gathered = new Map<string, string>();
const told = new Set<string>();

/**
 * Tells the worker that a person had a failure before their eyes, so that the badge no longer calls for it.
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
