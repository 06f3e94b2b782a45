import browser from 'webextension-polyfill';
import type { Settings } from '../core/settings';
import { call } from '../messaging/client';
import { type ConnectionRun, connectionSteps, finishedRun, initialRun, withStep } from './run';

/** In `storage.session`, in memory until the browser ends: what was tested, and why. And the lock of those who test. */
const KEY = 'connection-finding';

/** A page that is closed in the middle ends its test; so often the next one tries again by itself. */
const MAX_STARTS = 3;

interface Finding {
  /** As JSON: storage hands objects back with their keys in another order. */
  readonly settings: string;
  /** Failures for which it was run. */
  readonly causes: readonly string[];
  /** Begun for these causes, without an end. */
  readonly starts: number;
  /** The last one that came to its end; null before. */
  readonly run: ConnectionRun | null;
}

const isFinding = (value: unknown): value is Finding =>
  typeof value === 'object' && value !== null && 'causes' in value; // nobody else writes there

const write = (finding: Finding): Promise<void> => browser.storage.session.set({ [KEY]: finding });

/** What is known of these settings. */
async function known(settings: Settings): Promise<Finding> {
  const { [KEY]: kept } = await browser.storage.session.get(KEY);
  return isFinding(kept) && kept.settings === JSON.stringify(settings)
    ? kept
    : { settings: JSON.stringify(settings), causes: [], starts: 0, run: null };
}

/** Chrome's alone. */
type DataSaver = Navigator & { readonly connection?: { readonly saveData?: boolean } };

/** Whether a test that nobody asked for may be run: not without a network, nor where the user pays for each byte. */
function isFree(): boolean {
  const { onLine, connection }: DataSaver = navigator;
  return onLine && connection?.saveData !== true;
}

/**
 * What the connection test finds for these causes: at once where it was run for all of them with these settings, else by
 * running it, whichever page is first. Null where it is not to be run by itself, and without settings.
 * @param isAsked by the user: then it is run in any case
 */
export async function findOut(
  causes: readonly string[],
  isAsked: boolean,
  signal: AbortSignal,
): Promise<ConnectionRun | null> {
  const settings = await call('settings.get');
  if (settings === null) return null;
  return await navigator.locks.request(KEY, async () => {
    signal.throwIfAborted();
    const before = await known(settings);
    const isNew = causes.some(cause => !before.causes.includes(cause));
    if (!isAsked) {
      if (!isNew && before.run !== null) return before.run;
      if (!isFree() || (!isNew && before.starts >= MAX_STARTS)) return null;
    }
    const begun: Finding = {
      settings: before.settings,
      causes: [...new Set([...before.causes, ...causes])],
      starts: isNew ? 1 : before.starts + 1,
      run: null,
    };
    // First: a test that the worker dies of would be run at each opening.
    await write(begun);
    let run = initialRun(settings);
    for await (const step of connectionSteps(settings, signal)) run = withStep(run, step);
    signal.throwIfAborted();
    run = finishedRun(run, null);
    await write({ ...begun, run });
    return run;
  });
}
