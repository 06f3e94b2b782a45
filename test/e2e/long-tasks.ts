import type { Page } from 'playwright-core';

/** What Chromium writes down of a task; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the processor, not of the clock: what else the machine does has no part in it. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const CATEGORIES: string[] = ['disabled-by-default-devtools.timeline', '__metadata'];

/**
 * A task that is long by itself is long each time; one that was held up, by a collection of garbage or a cold cache, is
 * not.
 */
const TRIES = 3;

/**
 * The tasks of pages that keep the processor busy for longer than this while something is done, in milliseconds: none, if
 * there was none at one try of three.
 */
export async function longTasks(
  page: Page,
  overMs: number,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  for (let left = TRIES; ; left--) {
    const tasks = await busyTasksOnce(page, overMs, work);
    if (tasks.length === 0 || left === 1) return tasks;
  }
}

async function busyTasksOnce(
  page: Page,
  overMs: number,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const devtools = await page.context().newCDPSession(page);
  const traceEvents: TraceEvent[] = [];
  // As the trace event format has it.
  devtools.on('Tracing.dataCollected', ({ value }) =>
    traceEvents.push(...(value as object[] as TraceEvent[])),
  );
  await devtools.send('Tracing.start', { traceConfig: { includedCategories: CATEGORIES } });
  await work();
  const complete = new Promise(resolve => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf));
  const tasks = traceEvents.filter(event => event.name === 'RunTask' && pages.has(threadOf(event)));
  if (tasks.every(({ tdur }) => tdur === undefined)) throw new Error('the trace tells of no task');
  return tasks.map(({ tdur = 0 }) => tdur / 1000).filter(ms => ms > overMs);
}
