import type { Failure, FailureCode } from '../../src/core/failure';
import type { JobSpec, JobState } from '../../src/core/job';
import type { JobItem } from '../../src/core/job-item';
import type { ExpectedObject } from '../../src/core/s3-object';
import type { Outcome, Transfer, TransferState } from '../../src/core/transfer';
import type { Content } from '../transfers/world/fake-bytes';
import type { ObjectVersion } from './object-versions';

// What was ordered and what was told: what the oracle holds the bucket against.

/** An order of a user, and what came of it: null while the worker has not answered, which it may never do. */
export interface IssuedCommand {
  readonly seq: number;
  /** By the bucket's clock. */
  readonly at: number;
  answer: 'done' | Failure | null;
}

/** A user was told that a transfer ended. */
export interface ReportedTransfer {
  readonly seq: number;
  readonly state: TransferState;
  readonly outcome: Outcome | null;
  readonly key: string | null;
  /** What was at the key, or was there last with these bytes. */
  readonly reliedOn: ObjectVersion | null;
}

export interface UploadRecord {
  readonly transfer: Transfer;
  readonly content: Content;
  readonly add: IssuedCommand;
  /** By which it was, or would have been, given up: cancelled, dismissed, or sent to another album. */
  readonly givenUp: (IssuedCommand & { readonly how: 'cancel' | 'dismiss' | 'choose' })[];
  readonly reported: ReportedTransfer[];
  /** When it was first on the disk as saved; null if it never was. From then on the list tells so. */
  savedOnDisk: { readonly seq: number; readonly key: string | null } | null;
  /** Whether it ever was on the disk as failed: the list of the next worker shows it so, although nobody was told. */
  isFailedOnDisk: boolean;
}

/** A job was told to have ended. */
export interface ReportedJob {
  readonly seq: number;
  readonly state: JobState;
  readonly isCancelled: boolean;
  /** What it tells a user although it is done. */
  readonly note: FailureCode | null;
  /** As they lay on the disk. */
  readonly items: readonly JobItem[];
}

export interface JobRecord {
  readonly id: string;
  readonly spec: JobSpec;
  readonly seen: readonly ExpectedObject[];
  /** What was there of what it is about, when it was ordered. */
  readonly versions: readonly ObjectVersion[];
  readonly add: IssuedCommand;
  /** With the keys whose failure `photo-changed` a user had read before: they are meant as they are by then. */
  readonly retries: (IssuedCommand & { readonly changed: ReadonlySet<string> })[];
  readonly undos: IssuedCommand[];
  readonly cancels: IssuedCommand[];
  readonly dismissals: IssuedCommand[];
  readonly reported: ReportedJob[];
  /** Every key that was on the disk as the target of one of its items, also one that gave way to another name. */
  readonly targetsOnDisk: Set<string>;
  /** As `ended`, when it was first on the disk as done: the list tells so, even if its worker died before it did. */
  doneOnDisk: ReportedJob | null;
  /** When it was first on the disk that all of its items are known, by the bucket's clock; null if it never was. */
  listedOnDiskAt: number | null;
}
