import browser from 'webextension-polyfill';
import { reportedAs, sideEffect } from './side-effects';

/** Not every browser tells a worker each time that the network is back. */
const LOOK_AGAIN_MS = 2_000;

/**
 * With adapters of VPNs and virtual machines `navigator.onLine` may stay false for good, so that after this requests are
 * sent all the same: one that can't be costs nothing.
 */
const PATIENCE_MS = 60_000;

/** In `storage.session`: since when requests wait. A worker that only waits is ended by the browser before the minute is over. */
const KEY = 'offline-since';

/**
 * Resolves with true once the browser says that it has a network, and with false where it has denied that for a minute.
 * Rejects with the signal's reason once that is aborted.
 */
export async function untilOnline(signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  if (navigator.onLine) return true;
  const until = (await waitingSince()) + PATIENCE_MS;
  try {
    return await onlineBefore(until, signal);
  } finally {
    if (!signal.aborted) await sideEffect('network.forget-wait', () => browser.storage.session.remove(KEY));
  }
}

async function waitingSince(): Promise<number> {
  const now = Date.now();
  const stored = await browser.storage.session.get(KEY).catch(reportedAs('network.read-wait', {}));
  const since: unknown = (stored as Readonly<Record<string, unknown>>)[KEY];
  // A clock that was set back would make it wait for as long.
  if (typeof since === 'number' && since <= now) return since;
  await sideEffect('network.note-wait', () => browser.storage.session.set({ [KEY]: now }));
  return now;
}

function onlineBefore(until: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const ended = new AbortController();
    const end = (settle: () => void): void => {
      clearInterval(looking);
      ended.abort();
      settle();
    };
    const look = (): void => {
      if (navigator.onLine) end(() => resolve(true));
      else if (Date.now() >= until) end(() => resolve(false));
    };
    const looking = setInterval(look, LOOK_AGAIN_MS);
    addEventListener('online', () => end(() => resolve(true)), { signal: ended.signal });
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { signal: ended.signal });
    look();
  });
}
