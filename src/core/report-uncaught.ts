import type { ReportError } from './diagnostics';

/**
 * Reports what nobody caught: errors in timers and in the pages' own listeners, promises that nobody waits for. To be
 * called once, while the worker or a page starts.
 * @param where whose they are, as the events begin
 */
export function reportUncaught(report: ReportError, where: 'worker' | 'popup' | 'options'): void {
  addEventListener('error', ({ error }) => report(`${where}.uncaught`, error));
  addEventListener('unhandledrejection', ({ reason }) => report(`${where}.unhandled-rejection`, reason));
}
