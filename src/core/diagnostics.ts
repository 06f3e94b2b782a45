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

/** The facts of an error, unchecked: a server or page that names its errors freely is dealt with by `checkedFacts`. */
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
