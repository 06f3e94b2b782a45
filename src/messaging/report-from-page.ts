import browser from 'webextension-polyfill';
import { type DiagnosticEvent, diagnosticFacts, type ReportError } from '../core/diagnostics';

/** Has the worker note what went wrong in a page of ours. Nobody waits for it. */
export const reportFromPage: ReportError = (event, error) => void tellWorker(event, error);

async function tellWorker(event: DiagnosticEvent, error: unknown): Promise<void> {
  // biome-ignore lint/plugin/no-silent-catch: where the worker can't be reached, there is nobody to report to.
  try {
    await browser.runtime.sendMessage({ type: 'diagnostics.report', args: diagnosticFacts(event, error) });
  } catch {}
}
