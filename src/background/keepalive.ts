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
 * Says what a piece of work needs of this worker. While any is busy, a heartbeat keeps it, and an alarm wakes the next
 * one should this one die all the same. With nothing to do, neither is left behind.
 */
export function setActivity(work: string | symbol, activity: Activity): void {
  if (activity === 'idle') activities.delete(work);
  else activities.set(work, activity);
  beat([...activities.values()].includes('busy'));
  ring(activities.size > 0);
}

function beat(wanted: boolean): void {
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

/** An alarm may have been left by an earlier worker, or lost with the browser: so the first word is always said. */
function ring(wanted: boolean): void {
  if (hasAlarm === wanted) return;
  hasAlarm = wanted;
  void sideEffect('alarm.set', async () => {
    try {
      if (wanted) await browser.alarms.create(ALARM, { periodInMinutes: ALARM_PERIOD_MINUTES });
      else await browser.alarms.clear(ALARM);
    } catch (error) {
      hasAlarm = null; // said again with the next word
      throw error;
    }
  });
}

/** Keeps the worker for as long as the answers come. */
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

/** Keeps the worker until something is settled. */
export async function keepAliveUntil<Value>(pending: Promise<Value>): Promise<Value> {
  const work = Symbol('work');
  setActivity(work, 'busy');
  try {
    return await pending;
  } finally {
    setActivity(work, 'idle');
  }
}

/** @param goOn goes on with what is left, if that could not be done when this worker started: its disk failed, say */
export function listenToAlarms(goOn: () => void): void {
  onEvent('alarm.rang', browser.alarms.onAlarm, goOn);
}
