import browser from 'webextension-polyfill';
import { type EventName, factsOf, type Report } from '../core/diagnostics';

/** Has the worker note what went wrong in a page of ours. Nobody waits for it. */
export const reportFromPage: Report = (event, error) => void tellWorker(event, error);

async function tellWorker(event: EventName, error: unknown): Promise<void> {
  try {
    await browser.runtime.sendMessage({ type: 'diagnostics.report', args: factsOf(event, error) });
  } catch {}
}
