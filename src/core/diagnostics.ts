import { isShoeboxError } from './failure';

/** Names what went wrong in a constant `module.what-failed` (`transfers.trim-history`), as {@link ReportError} takes it. */
export type DiagnosticEvent = `${string}.${string}`;

/**
 * Notes that something went wrong which does not fail the action that it accompanies: `event` names it in a constant
 * `module.what-failed` (`transfers.trim-history`). Never throws. No URL, key, name or secret may be part of the event.
 */
export type ReportError = (event: DiagnosticEvent, error: unknown) => void;

/** All that is kept of an error. Never its message: that quotes addresses, keys and names. */
export interface DiagnosticFacts {
  readonly event: string;
  /** Our failure code; null for what was not thrown by us. */
  readonly code: string | null;
  /** Class of the error, or of the cause of ours: `TypeError`, `NoSuchKey`. Null when it has none. */
  readonly name: string | null;
  /** HTTP status; null when no server answered. */
  readonly status: number | null;
}

/**
 * The facts of an error, unchecked: a server or page that names its errors freely is dealt with by
 * `parseDiagnosticFacts`.
 */
export function diagnosticFacts(event: DiagnosticEvent, error: unknown): DiagnosticFacts {
  const cause = isShoeboxError(error) ? error.cause : error;
  const { name = null, $metadata } = (cause ?? {}) as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number }; // of the AWS SDK's errors
  };
  if (!isShoeboxError(error)) return { event, code: null, name, status: $metadata?.httpStatusCode ?? null };
  const status = $metadata?.httpStatusCode ?? Number(error.detail['status'] ?? Number.NaN);
  return { event, code: error.code, name, status: Number.isNaN(status) ? null : status };
}

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

/**
 * Reports what nobody caught: errors in timers and in the pages' own listeners, promises that nobody waits for. To be
 * called once, while the worker or a page starts.
 * @param where whose they are, as the events begin
 */
export function reportUncaught(report: ReportError, where: 'worker' | 'popup' | 'options'): void {
  addEventListener('error', ({ error }) => report(`${where}.uncaught`, error));
  addEventListener('unhandledrejection', ({ reason }) => report(`${where}.unhandled-rejection`, reason));
}
