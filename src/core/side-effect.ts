import type { DiagnosticEvent, ReportError } from './diagnostics';

/**
 * Does something that only accompanies an action: what it throws, or rejects with, is reported under the event, and fails
 * nothing. Begins at once, in the caller's own turn. Never rejects.
 */
export async function sideEffect(
  report: ReportError,
  event: DiagnosticEvent,
  work: () => unknown,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    report(event, error);
  }
}
