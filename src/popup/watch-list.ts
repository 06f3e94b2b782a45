import { toFailure } from '../core/failure';
import { withChanges } from '../messaging/changed-list';
import { stream } from '../messaging/client';
import type { JobView } from '../messaging/job-messages';
import type { TransferView } from '../messaging/protocol';

/** A worker that died is asked again at once, but one that can't start is not hammered: at most three times a second. */
const RECONNECT_MS = 330;

interface Watched {
  readonly 'transfers.watch': TransferView;
  readonly 'jobs.watch': JobView;
}

interface Told<Thing> {
  readonly changed: readonly Thing[];
  readonly removed: readonly string[];
}

/**
 * Shows a list as it changes, also after deaths of the worker. Ends with `signal` only; rejects with what no new
 * connection would mend.
 */
export async function watchList<Name extends keyof Watched>(
  name: Name,
  signal: AbortSignal,
  show: (things: readonly Watched[Name][]) => void,
): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now();
    let things: readonly Watched[Name][] = [];
    try {
      for await (const changes of stream(name, undefined, signal)) {
        things = withChanges(things, changes as Told<Watched[Name]>); // what the protocol says of this very name
        // What is still in the pipe when the page stops watching is no longer its business.
        if (!signal.aborted) show(things);
      }
    } catch (error) {
      if (toFailure(error).code !== 'interrupted') throw error;
    }
    await until(startedAt + RECONNECT_MS);
    await visible(signal);
  }
}

const until = (time: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, time - performance.now())));

/** A tab in the background need not wake the worker every half minute only to hear that nothing happened. */
const visible = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (!document.hidden || signal.aborted) return resolve();
    const shown = new AbortController();
    const go = (): void => {
      shown.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', go, { signal: shown.signal });
    signal.addEventListener('abort', go, { signal: shown.signal });
  });
