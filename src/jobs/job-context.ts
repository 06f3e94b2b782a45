import type { ReportError } from '../core/diagnostics';
import type { ShoeboxError } from '../core/failure';
import type { Job, JobSpec } from '../core/job';
import type { JobItem } from '../core/job-item';
import type { DatesOfAlbum } from '../core/photo-dates';
import { NEVER_ABORTED } from '../core/promises';
import { type RequestExecutor, sendWithRetry } from '../requests/send-with-retry';
import type { JobBucket, JobPorts } from './ports';

/** What work on the items of one job goes on with. */
export interface JobContext {
  readonly spec: JobSpec;
  readonly bucket: JobBucket;
  /** Sends one request until it succeeds or nothing can be hoped for; the server may take `graceMs` to answer. */
  readonly send: <Value>(send: (signal: AbortSignal) => Promise<Value>, graceMs?: number) => Promise<Value>;
  /** As {@link send} for what only reads: ends at once when the user wants no more of the job. */
  readonly sendUnlessCancelled: JobContext['send'];
  /** Whether nothing new is to be begun. */
  readonly isCancelled: () => boolean;
  /** When the user asked for it, by S3's clock. */
  readonly confirmed: Pick<Job, 'confirmedAt'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when these are on the disk as they are now. */
  readonly write: (items: readonly JobItem[]) => Promise<void>;
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
  readonly cancelCleanup: (keys: readonly string[]) => Promise<readonly string[]>;
  /** As {@link JobPorts.expectMultipartUpload}, in the bucket of the job. */
  readonly expectMultipartUpload: (key: string) => Promise<() => void>;
  /** The user has to know this of the job when it is done. */
  readonly onNote: (note: ShoeboxError) => void;
  /** These are about to be deleted, for good. */
  readonly onDeleting: JobPorts['onDeleting'];
  /** As {@link JobPorts.onMoved}, in the bucket of the job. */
  readonly onMoved: (items: readonly JobItem[], isCopy: boolean) => void;
  /** When photos were first stored that were moved before; what this job moves is not among it. */
  readonly dates: DatesOfAlbum;
  /** A deletion was sent, and nobody knows whether it was, or will be, done. */
  readonly onUnanswered: () => void;
  /** Resolves once no such deletion can arrive any more, nor one that an earlier worker instance has sent. */
  readonly untilSettled: () => Promise<void>;
  /** One more object is where it is wanted. */
  readonly onProgress: () => void;
  /** S3 has done something that no later worker need do again. */
  readonly onAdvance: () => void;
  readonly report: ReportError;
}

/** Nothing that is under way inside the bucket is cut off: whether it was done would be open. */
/** @param ends what only reads, and may be cut off */
export const sendThrough =
  (executor: RequestExecutor, ends: AbortSignal = NEVER_ABORTED): JobContext['send'] =>
  (send, graceMs) =>
    sendWithRetry(executor, ends, {
      kind: 'job',
      send,
      ...(graceMs !== undefined && { graceMs }),
    });
