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

const CATEGORIES = ['disabled-by-default-devtools.timeline', '__metadata'];

/** The tasks of pages that keep the processor busy for longer than this while something is done, in milliseconds. */
export async function busyTasks(
  page: Page,
  overMs: number,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a page of a persistent context can’t be traced');
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf));
  const tasks = traceEvents.filter(event => event.name === 'RunTask' && pages.has(threadOf(event)));
  if (tasks.every(({ tdur }) => tdur === undefined)) throw new Error('the trace tells of no task');
  return tasks.map(({ tdur = 0 }) => tdur / 1000).filter(ms => ms > overMs);
}
