import type { ReportError } from '../core/diagnostics';
import type { Environment } from '../core/environment';
import type { Failure } from '../core/failure';
import type { Job, StoredJob } from '../core/job';
import type { JobItem } from '../core/job-item';
import type { Owner } from '../core/login';
import type { MultipartCopy, MultipartUpload, PartPage, StoredPart } from '../core/parts';
import type { PendingRemovals } from '../core/pending-removals';
import type { ExpectedObject, ObjectInfo, ObjectMetadata, ObjectRef } from '../core/s3-object';
import type { Activity, LiveStatus } from '../durable/publisher';
import type { RequestExecutor } from '../requests/send-with-retry';

/** What the jobs need of the world. The background worker hands in the real ones, tests their own. */

/** Objects in S3's order. */
export interface ObjectPage {
  readonly objects: readonly ObjectInfo[];
  /** Whether there are none after these. */
  readonly isLast: boolean;
}

/**
 * The bucket: one request each, tried once. Every method rejects with a ShoeboxError, or with an AbortError once its
 * signal is aborted, and then sends nothing more; whether the store did what it was asked is open after that.
 *
 * Some methods say of themselves that they may take several requests, as those of the transfers' `ObjectStore` do: each
 * of these is tried once, and none is sent after the signal was aborted.
 */
export interface JobBucket {
  /** Where requests go, for messages. */
  readonly host: string;
  /** The bucket's folder, below which everything lies. */
  readonly prefix: string;
  /** How many parts the store takes of one upload. */
  readonly maxParts: number;
  /** Whether the store copies in parts, as far as is known: false once it has refused {@link uploadPartCopy}. */
  copiesInParts(): boolean;
  /**
   * The first objects, 1000 at most, whose keys begin with `prefix` and come after `after`; none only if there are none.
   * Several requests where the store takes no notice of `after`.
   */
  list(prefix: string, after: string, signal: AbortSignal): Promise<ObjectPage>;
  /** A refusal without a word (HEAD's have no body) takes a list, which has words for it, and another HEAD. */
  head(object: ObjectRef, signal: AbortSignal): Promise<ObjectMetadata | null>;
  /** The AWS example's marker of an album; null without one. Where there can't be one, nothing is asked. */
  exampleMarker(prefix: string, signal: AbortSignal): Promise<ExpectedObject | null>;
  /**
   * Copies an object with all that S3 keeps with it, to a key that nothing has yet. Resolves with the copy's entity
   * tag. Rejects with `name-taken` when the key is in use or the source is not as expected: look which. Looks first at
   * what of this the store does not refuse.
   */
  copy(source: ExpectedObject, target: string, signal: AbortSignal): Promise<string>;
  /**
   * Begins a multipart copy that keeps what {@link ObjectMetadata} tells, and the tags, which another request asks for.
   * Where these may not be read it has none, and says so.
   */
  createMultipartUpload(
    source: ObjectMetadata & ObjectRef,
    target: string,
    signal: AbortSignal,
  ): Promise<MultipartCopy>;
  /**
   * Copies the bytes `start` to `end`, `end` excluded. Rejects with `name-taken` when the source is not as expected, and
   * looks first where the store does not refuse that; with `s3-unsupported` where the store has no such request.
   */
  uploadPartCopy(
    upload: MultipartUpload,
    source: ExpectedObject,
    part: { readonly partNumber: number; readonly start: number; readonly end: number },
    signal: AbortSignal,
  ): Promise<StoredPart>;
  /** As `ObjectStore.listParts`. */
  listParts(upload: MultipartUpload, after: string | null, signal: AbortSignal): Promise<PartPage | null>;
  /** As `ObjectStore.completeUpload`. */
  completeMultipartUpload(
    upload: MultipartUpload,
    parts: readonly StoredPart[],
    signal: AbortSignal,
  ): Promise<void>;
  abortMultipartUpload(upload: MultipartUpload, signal: AbortSignal): Promise<void>;
  /**
   * Deletes up to 1000 objects that are still as they are expected to be. Resolves with those that are not gone after
   * all; one by one may help. A store that would delete others as well is sent only those without an entity tag, and all
   * the rest is left to {@link delete}.
   */
  deleteMany(objects: readonly ExpectedObject[], signal: AbortSignal): Promise<ReadonlyMap<string, Failure>>;
  /**
   * Stores bytes of ours below a prefix, under a name that is made of them: once more changes nothing. Resolves with the
   * key.
   */
  store(prefix: string, bytes: ArrayBuffer, signal: AbortSignal): Promise<string>;
  /** Rejects with `photo-changed` when it is not as expected. Looks first where the store does not refuse that. */
  delete(object: ExpectedObject, signal: AbortSignal): Promise<void>;
  /**
   * Bytes of an object that is still as it is expected to be: all of them, or those from `start` to `end`, `end` excluded.
   * Rejects with `object-not-found`, or `photo-changed`.
   */
  get(
    object: ExpectedObject,
    range: { readonly start: number; readonly end: number } | null,
    signal: AbortSignal,
  ): Promise<FetchedBytes>;
}

/** Up to 1000 items of a job: what is looked up, worked on and written down together. */
export interface Chunk {
  readonly jobId: string;
  readonly index: number;
  /** An album's markers: they go last, and only when all else is gone. */
  readonly isMarkers: boolean;
  readonly items: readonly JobItem[];
}

/** The written record of all jobs. A resolved write is on disk; all of it or nothing. */
export interface JobDatabase {
  all(): Promise<{ readonly jobs: StoredJob[]; readonly chunks: Chunk[] }>;
  /** Jobs, each with those of its chunks that are new or others than before. */
  write(records: readonly { readonly job: Job; readonly chunks: readonly Chunk[] }[]): Promise<void>;
  /** Removes a job with its items. */
  remove(id: string): Promise<void>;
}

/** Bytes of an object. */
export interface FetchedBytes {
  readonly blob: Blob;
  /** Of the object; once kept, when the picture was first stored. Milliseconds since 1970; in whole seconds. */
  readonly lastModified: number;
}

/** What downloads have fetched, on this computer's disk. A resolved write is there, also after a crash. */
export interface DownloadStore {
  /** Rejects with `browser-storage-full`. */
  put(jobId: string, partId: string, part: FetchedBytes): Promise<void>;
  /** Ids of the parts that are there. */
  ids(jobId: string): Promise<ReadonlySet<string>>;
  delete(jobId: string): Promise<void>;
  /** Deletes what belongs to no job that is known. */
  deleteExcept(isKnown: (jobId: string) => boolean): Promise<void>;
  /** Bytes that the browser can still store. */
  freeBytes(): Promise<number>;
}

/** All that the jobs need. */
export interface JobPorts {
  readonly database: JobDatabase;
  readonly downloads: DownloadStore;
  readonly environment: Environment;
  /**
   * The bucket of this identity, for this user alone; with null for whoever it is. Rejects with `not-configured`, with
   * `other-bucket` when the settings name another, with `sign-in-needed` and `other-user`.
   */
  readonly openBucket: (bucket: string, owner: Owner | null) => Promise<JobBucket>;
  /** The way of requests, which is shared with the transfers. */
  readonly executorFor: (
    store: { readonly host: string },
    onWaiting: RequestExecutor['onWaiting'],
  ) => RequestExecutor;
  readonly onActivity: (activity: Activity) => void;
  /** After changes, with all jobs in the order in which they were begun; at most some times a second. */
  readonly onChange: (jobs: readonly JobProgress[]) => void;
  /** These are about to be deleted, for good; resolves when nothing else will be stored for them. */
  readonly onDeleting: (photos: readonly ExpectedObject[]) => Promise<void>;
  /**
   * In this bucket, these are no longer where they were, or with `isCopy` in another place as well; each is at its target where
   * the copy's entity tag is known. After a retry some are told of again.
   */
  readonly onMoved: (bucket: string, items: readonly JobItem[], isCopy: boolean) => void;
  /**
   * What the clean-up of uploads is about to remove. It is cancelled before a job relies on an object, or stores one;
   * `includes` is not asked before `load` has resolved.
   */
  readonly cleanup: PendingRemovals;
  /**
   * Written down when it resolves, before S3 is asked for a multipart upload to this key: an upload that S3 makes
   * without our hearing of it is removed, also after a death. Until the end that it resolves with is called, the upload
   * may hold no part yet. Rejects when the disk refuses.
   */
  readonly expectMultipartUpload: (bucket: string, key: string) => Promise<() => void>;
  /** Once for each job that has come to its end, well or not. Of a rename that was done, with the key that it came to. */
  readonly onEnded: (job: Job, renamedTo: string | null) => void;
  readonly report: ReportError;
}

/** How far a job is. */
export interface JobLiveStatus extends LiveStatus, Pick<Job, 'done'> {
  /** Of a download, as far as its items are known; null for all others. */
  readonly bytes: ByteProgress | null;
}

/** A job and how far it is. */
export type JobProgress = Job & JobLiveStatus;

export interface ByteProgress {
  readonly done: number;
  readonly total: number;
}
