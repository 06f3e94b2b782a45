import type { DiagnosticEvent, ReportError } from './diagnostics';

/** An event of the browser's, as far as it is listened to. Most take no answer; those of messages do. */
export interface BrowserEvent<Args extends readonly unknown[]> {
  addListener(listener: (...args: Args) => unknown): void;
}

/**
 * Listens to an event of the browser's, from this very turn on. The listener runs in the event's own turn, since
 * `permissions.request` and `sidePanel.open` are refused later. What it throws, or its promise rejects with, is reported
 * under the name.
 */
export function listen<Args extends readonly unknown[]>(
  report: ReportError,
  name: DiagnosticEvent,
  event: BrowserEvent<Args>,
  listener: (...args: Args) => unknown,
): void {
  // biome-ignore lint/plugin/no-unreported-event: here it is reported.
  event.addListener((...args) => {
    try {
      const answer = listener(...args);
      if (answer instanceof Promise) void answer.catch(error => report(name, error));
      return answer;
    } catch (error) {
      report(name, error);
      return undefined;
    }
  });
}
