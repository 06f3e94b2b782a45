import type { Report } from '../core/diagnostics';
import type { Job, JobOrder } from '../core/job';
import type { Item } from '../core/job-item';
import { type Line, persistently } from '../transfers/persistent-requests';
import type { JobPorts, JobStore } from './ports';

/** What work on the items of one job goes on with. */
export interface JobContext {
  readonly order: JobOrder;
  readonly store: JobStore;
  /** Sends one request until it succeeds or nothing can be hoped for; the server may take `graceMs` to answer. */
  readonly ask: <Value>(send: (signal: AbortSignal) => Promise<Value>, graceMs?: number) => Promise<Value>;
  /** As {@link ask} for what only reads: ends at once when a person wants no more of the job. */
  readonly askUnlessCancelled: JobContext['ask'];
  /** Whether nothing new is to be begun. */
  readonly isCancelled: () => boolean;
  /** When the person asked for it, by S3's clock. */
  readonly confirmed: Pick<Job, 'confirmedAt'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when these are on the disk as they are now. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** Keys that this job copies to; it grows. */
  readonly targets: Set<string>;
  /**
   * Whether nothing may be copied to a key, nor what is there be relied on (`isThere` says whether anything is): another
   * job copies to it, a deletion may take it, or the clean-up of uploads removes it just now.
   */
  readonly isReserved: (key: string, isThere: boolean) => boolean;
  /** Where this very job has put what was at a key before: of a moved album, more may have come there since. */
  readonly movedFrom: (key: string) => string | null;
  /** Keeps the clean-up of uploads from what is at these keys. Resolves, on the disk, with those that are reserved now. */
  readonly callOffCleanup: (keys: readonly string[]) => Promise<readonly string[]>;
  /** As {@link JobPorts.expectUpload}, in the bucket of the job. */
  readonly expectUpload: (key: string) => Promise<() => void>;
  /** These are about to be deleted, for good. */
  readonly onDeleting: JobPorts['onDeleting'];
  /** One more object is where it is wanted. */
  readonly onProgress: () => void;
  /** S3 has done something that no later worker need do again. */
  readonly onAdvance: () => void;
  readonly report: Report;
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
