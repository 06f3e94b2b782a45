import type { DiagnosticEvent } from '../core/diagnostics';
import { type BrowserEvent, listen, sideEffect as reportedSideEffect } from '../core/diagnostics';
import { report } from './diagnostics';

/** As core's `listen`, in this worker. Call it while `index.ts` runs for the first time, never after an `await`. */
export const onEvent = <Args extends readonly unknown[]>(
  name: DiagnosticEvent,
  event: BrowserEvent<Args>,
  listener: (...args: Args) => unknown,
): void => listen(report, name, event, listener);

/** As core's `sideEffect`, in this worker. Nobody needs to wait for it. */
export const sideEffect = (event: DiagnosticEvent, work: () => unknown): Promise<void> =>
  reportedSideEffect(report, event, work);

/** For `catch`: reports what went wrong, and goes on with `otherwise`. */
export const reportedAs =
  <Otherwise>(event: DiagnosticEvent, otherwise: Otherwise) =>
  (error: unknown): Otherwise => {
    report(event, error);
    return otherwise;
  };
