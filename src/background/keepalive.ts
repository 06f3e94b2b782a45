import browser from 'webextension-polyfill';
import type { Activity } from '../durable/publisher';
import { onEvent, sideEffect } from './side-effects';

const ALARM = 'work-under-way';

/** The shortest period of Chrome's alarms is 30 s. */
const ALARM_PERIOD_MINUTES = 0.5;

/** Chrome and Firefox end an idle worker after 30 s; an extension API call counts as activity in both (measured). */
const HEARTBEAT_MS = 10_000;

const activities = new Map<string | symbol, Activity>();
let heartbeat: ReturnType<typeof setInterval> | null = null;
let hasAlarm: boolean | null = null;

/**
 * Declares whether some work needs this worker. While any is busy, a heartbeat keeps the worker alive, and an alarm starts
 * the next instance should this one die all the same. When all are idle, neither is left.
 */
export function setActivity(work: string | symbol, activity: Activity): void {
  if (activity === 'idle') activities.delete(work);
  else activities.set(work, activity);
  setHeartbeat([...activities.values()].includes('busy'));
  setAlarm(activities.size > 0);
}

function setHeartbeat(wanted: boolean): void {
  if (wanted && heartbeat === null) {
    heartbeat = setInterval(
      () => void sideEffect('worker.heartbeat', () => browser.runtime.getPlatformInfo()),
      HEARTBEAT_MS,
    );
  } else if (!wanted && heartbeat !== null) {
    clearInterval(heartbeat);
    heartbeat = null;
  }
}

/** An earlier worker may have left an alarm, or the browser lost it: so the first call always goes to the browser. */
function setAlarm(wanted: boolean): void {
  if (hasAlarm === wanted) return;
  hasAlarm = wanted;
  void sideEffect('alarm.set', async () => {
    try {
      if (wanted) await browser.alarms.create(ALARM, { periodInMinutes: ALARM_PERIOD_MINUTES });
      else await browser.alarms.clear(ALARM);
    } catch (error) {
      hasAlarm = null; // set again by the next call
      throw error;
    }
  });
}

/** Keeps the worker alive while values come. */
export async function* keepAliveDuring<Value>(
  answers: AsyncIterable<Value>,
): AsyncGenerator<Value, void, undefined> {
  const work = Symbol('work');
  setActivity(work, 'busy');
  try {
    yield* answers;
  } finally {
    setActivity(work, 'idle');
  }
}

/** Keeps the worker alive until a promise is settled. */
export async function keepAliveUntil<Value>(pending: Promise<Value>): Promise<Value> {
  const work = Symbol('work');
  setActivity(work, 'busy');
  try {
    return await pending;
  } finally {
    setActivity(work, 'idle');
  }
}

/** @param resume resumes unfinished work, where that failed when this worker started: its disk failed, say */
export function onAlarm(resume: () => void): void {
  onEvent('alarm.rang', browser.alarms.onAlarm, resume);
}
