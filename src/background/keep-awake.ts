import browser from 'webextension-polyfill';

const ALARM = 'work-under-way';

/** The shortest period of Chrome's alarms is 30 s. */
const ALARM_PERIOD_MINUTES = 0.5;

/** Chrome and Firefox end an idle worker after 30 s; an extension API call counts as activity in both (measured). */
const HEARTBEAT_MS = 10_000;

const working = new Set<string | symbol>();
let heartbeat: ReturnType<typeof setInterval> | null = null;

/**
 * Says whether a piece of work is under way. While any is, a heartbeat keeps the worker, and an alarm wakes the next
 * one should this one die all the same. With nothing to do, neither is left behind.
 */
export function workGoesOn(work: string | symbol, goesOn: boolean): void {
  if (goesOn) working.add(work);
  else working.delete(work);
  if (working.size > 0 && heartbeat === null) {
    heartbeat = setInterval(() => void browser.runtime.getPlatformInfo(), HEARTBEAT_MS);
    void browser.alarms.create(ALARM, { periodInMinutes: ALARM_PERIOD_MINUTES });
  } else if (working.size === 0) {
    if (heartbeat !== null) clearInterval(heartbeat);
    heartbeat = null;
    void browser.alarms.clear(ALARM);
  }
}

/** Keeps the worker for as long as the answers come. */
export async function* whileWorking<Value>(
  answers: AsyncIterable<Value>,
): AsyncGenerator<Value, void, undefined> {
  const work = Symbol('work');
  workGoesOn(work, true);
  try {
    yield* answers;
  } finally {
    workGoesOn(work, false);
  }
}

/** Waking is all that an alarm has to do: whatever starts the worker makes it go on with its transfers. */
export function listenToAlarms(): void {
  browser.alarms.onAlarm.addListener(() => {});
}
