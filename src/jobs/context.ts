import type { JobOrder } from '../core/job';
import type { Item } from '../core/job-item';
import { type Line, persistently } from '../transfers/persistent-requests';
import type { JobPorts, JobStore } from './ports';

/** What work on the items of one job goes on with. */
export interface JobContext {
  readonly order: JobOrder;
  readonly store: JobStore;
  /** Sends one request until it succeeds or nothing can be hoped for; the server may take `graceMs` to answer. */
  readonly ask: <Value>(send: (signal: AbortSignal) => Promise<Value>, graceMs?: number) => Promise<Value>;
  /** Whether nothing new is to be begun. */
  readonly isCancelled: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when these are on the disk as they are now. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** These are about to be deleted, for good. */
  readonly onDeleting: JobPorts['onDeleting'];
  /** One more object is where it is wanted. */
  readonly onProgress: () => void;
}

/** Nothing that is under way inside the bucket is cut off: whether it was done would be open. */
const never = new AbortController().signal;

/** @param ends what only reads, and may be cut off */
export const askThrough =
  (line: Line, ends: AbortSignal = never): JobContext['ask'] =>
  (send, graceMs) =>
    persistently(line, ends, {
      kind: 'job',
      bytes: 0,
      send,
      ...(graceMs !== undefined && { graceMs }),
    });
