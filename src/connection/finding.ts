import browser from 'webextension-polyfill';
import { bucketIdentity, type Settings } from '../core/settings';
import { call, stream } from '../messaging/client';
import type { Cause } from './cause';
import { type ConnectionRun, connectionSteps, finishedRun, initialRun, withStep } from './run';

/** In `storage.session`, in memory until the browser ends: what was tested, and why. And the lock of those who test. */
const KEY = 'connection-finding';

/** A page that is closed in the middle ends its test; so often the next one tries again by itself. */
const MAX_STARTS = 3;

/** The test writes and deletes in the bucket: what failed before this is explained when the user asks. */
const RECENT_MS = 24 * 60 * 60_000;

/** What failed so long after a test, failed for something that this may not have seen. */
const STALE_MS = 5 * 60_000;

interface Finding {
  /** Settings and user, as JSON: storage hands objects back with their keys in another order. */
  readonly of: string;
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
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

/** What is known of these settings and this user, and as new as what failed. */
async function known(of: string, causes: readonly Cause[]): Promise<Finding> {
  const { [KEY]: kept } = await browser.storage.session.get(KEY);
  // What failed before the clock was set back seems to be to come.
  const isOld = ({ at }: Cause, tested: number): boolean => at <= tested + STALE_MS || at > Date.now();
  return isFinding(kept) && kept.of === of && causes.every(cause => isOld(cause, kept.at))
    ? kept
    : { of, at: 0, causes: [], starts: 0, run: null };
}

/** The user who is signed in; null where nobody is, or has to. */
async function userIn({ access }: Settings, signal: AbortSignal): Promise<string | null> {
  if (access !== 'user') return null;
  for await (const { state, user } of stream('sign-in.watch', undefined, signal))
    return state === 'signed-in' ? user : null;
  return null;
}

/** Chrome's alone. */
type DataSaver = Navigator & { readonly connection?: { readonly saveData?: boolean } };

/** Whether a test that nobody asked for may be run: not without a network, nor where the user pays for each byte. */
function isFree(): boolean {
  const { onLine, connection }: DataSaver = navigator;
  return onLine && connection?.saveData !== true;
}

/**
 * What the connection test finds for these causes: at once where it was run for all of them with these settings and this
 * user, else by running it, whichever page is first. Null where it is not to be run by itself; undefined where none of them
 * is in the bucket of the settings, which are all that can be tested.
 * @param isAsked by the user: then it is run in any case
 */
export async function findOut(
  causes: readonly Cause[],
  isAsked: boolean,
  signal: AbortSignal,
): Promise<ConnectionRun | null | undefined> {
  const settings = await call('settings.get');
  if (settings === null) return undefined;
  const here = causes.filter(({ bucket }) => bucket === bucketIdentity(settings));
  if (here.length === 0) return undefined;
  const of = JSON.stringify([settings, await userIn(settings, signal)]);
  return await navigator.locks.request(KEY, async () => {
    signal.throwIfAborted();
    const at = Date.now();
    const before = await known(of, here);
    const recent = here.filter(cause => at - cause.at < RECENT_MS);
    const isNew = recent.some(({ text }) => !before.causes.includes(text));
    if (!isAsked) {
      if (!isNew && before.run !== null) return before.run;
      if (!isFree() || recent.length === 0 || (!isNew && before.starts >= MAX_STARTS)) return null;
    }
    const begun: Finding = {
      ...{ of, at, run: null },
      causes: [...new Set([...before.causes, ...here.map(({ text }) => text)])],
      starts: isNew ? 1 : before.starts + 1,
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
