import type { CDPSession, Worker } from 'playwright-core';
import { waitUntil } from './wait-until';

const WORKER_END_TIMEOUT_MS = 5_000;

/**
 * Ends an extension's worker in the middle of whatever it does, as Chromium itself does after 30 s.
 * Resolves once it is gone, or has already been woken again by a page that keeps asking.
 *
 * Playwright tells nobody of the end, and keeps its handle: that one hangs until something wakes the worker,
 * and then belongs to the new one.
 */
export async function endWorker(devtools: CDPSession, worker: Worker): Promise<void> {
  const target = await targetOf(devtools, worker);
  if (target === undefined) return;
  const life = await birthOf(worker);
  await devtools.send('Target.closeTarget', { targetId: target });

  // No targetDestroyed comes while Playwright is attached, and a new life gets the old one's target id.
  let reborn = false;
  const noteNewLife = (birth: number): void => {
    reborn ||= birth !== life;
  };
  await waitUntil('The worker did not end', WORKER_END_TIMEOUT_MS, async () => {
    // Asked of a dying worker, this is never answered: so ask again, and don't wait for it.
    void birthOf(worker).then(noteNewLife, () => undefined);
    return reborn || (await targetOf(devtools, worker)) === undefined;
  });
}

/** The DevTools id of a worker, or undefined while it sleeps. */
async function targetOf(devtools: CDPSession, worker: Worker): Promise<string | undefined> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.find(({ type, url }) => type === 'service_worker' && url === worker.url())?.targetId;
}

function birthOf(worker: Worker): Promise<number> {
  return worker.evaluate(() => performance.timeOrigin);
}
