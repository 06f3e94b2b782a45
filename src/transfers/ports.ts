import type { CleanupTarget } from '../core/cleanup-target';
import type { ReportError } from '../core/diagnostics';
import type { Environment } from '../core/environment';
import type { Failure } from '../core/failure';
import type { Owner } from '../core/login';
import type { Naming } from '../core/name-template';
import type { ManagedUpload, MultipartUpload, PartPage, SentPart } from '../core/parts';
import type { PendingRemovals } from '../core/pending-removals';
import type { ExpectedObject, NewObject, ObjectMetadata } from '../core/s3-object';
import type { CapturedBytes, StrategyName, WebSource } from '../core/source';
import type { Transfer } from '../core/transfer';
import type { Urgency } from '../durable/database';
import type { Activity, LiveStatus } from '../durable/publisher';

/** What the transfers need of the world. The background worker hands in the real ones, tests their own. */

/** Sizes of objects by key, in S3's order. */
export interface SizesPage {
  readonly sizes: ReadonlyMap<string, number>;
  /** What asks for the next page; null after the last. */
  readonly next: string | null;
}

/**
 * The bucket: one request each, tried once. Every method rejects with a ShoeboxError, or with an AbortError once its
 * signal is aborted, and then sends nothing more; whether the store did what it was asked is open after that. Bodies
 * are read, never changed; their `checksum` is the SHA-256 in base64, which the store verifies.
 *
 * Some methods say of themselves that they may take several requests. Each of these is tried once, and none is sent
 * after the signal was aborted. An S3 that does not honour conditions is looked at before a write or a deletion (HEAD),
 * in one turn at the key: no other write of this worker comes between. While a write of somebody else, whose answer was
 * lost, may still be done there, they reject with `s3-unavailable` and `retryAfterMs`.
 */
export interface TransferBucket {
  /** Where requests go, for messages. */
  readonly host: string;
  /** The user that its requests are made as; null for guests. */
  readonly owner: Owner | null;
  /** How many parts the store takes of one upload. */
  readonly maxParts: number;
  /**
   * Resolves with the entity tag once the store has confirmed every byte. Rejects with `name-taken` when the key is in
   * use. Looks first where the store does not refuse that.
   */
  put(
    object: NewObject & { readonly body: Blob; readonly checksum: string },
    signal: AbortSignal,
  ): Promise<string>;
  /**
   * Null when there is no object. A refusal without a word (HEAD's have no body) takes a list, which has words for it, and
   * another HEAD.
   */
  head(key: string, signal: AbortSignal): Promise<ObjectMetadata | null>;
  /** SHA-256, in base64, of the bytes that are there: all of them are read. Rejects with `photo-changed` when it is another. */
  sha256Of(object: ExpectedObject, signal: AbortSignal): Promise<string>;
  /** A page of the objects whose keys begin with `prefix`; `token` is {@link SizesPage.next}, null for the first page. */
  listSizes(prefix: string, token: string | null, signal: AbortSignal): Promise<SizesPage>;
  createMultipartUpload(object: NewObject, signal: AbortSignal): Promise<MultipartUpload>;
  uploadPart(
    upload: MultipartUpload,
    part: { readonly partNumber: number; readonly body: Blob; readonly checksum: string },
    signal: AbortSignal,
  ): Promise<SentPart>;
  /** Null when the store knows the upload no more, or has no such request; `after` is {@link PartPage.next}, null for the first page. */
  listParts(upload: MultipartUpload, after: string | null, signal: AbortSignal): Promise<PartPage | null>;
  /**
   * Rejects with `name-taken` when the key is in use, `upload-gone` when the store knows the upload no more, or another
   * write to the key was in its way and it was aborted for that: then a new upload is to be begun. Looks first where the
   * store does not refuse a key in use.
   */
  completeMultipartUpload(
    upload: MultipartUpload,
    parts: readonly SentPart[],
    signal: AbortSignal,
  ): Promise<void>;
  /** Removes an upload with all its parts; one that is gone already is fine. */
  abortMultipartUpload(upload: MultipartUpload, signal: AbortSignal): Promise<void>;
  /** Uploads to exactly this key that began at `since` (milliseconds since 1970) or later, 1000 at most. */
  listMultipartUploads(key: string, since: number, signal: AbortSignal): Promise<readonly MultipartUpload[]>;
  /**
   * Deletes an object that is still as it was seen. Resolves as well when it is gone, or another one by now, which stays.
   * Looks first where the store does not refuse that.
   */
  delete(object: Pick<ExpectedObject, 'key' | 'etag'>, signal: AbortSignal): Promise<void>;
}

/** Something as it came from the web. */
export interface CaptureResult {
  readonly blob: Blob;
  /** What it is to be called, in whichever album. */
  readonly naming: Naming;
  readonly mediaType: string;
  readonly strategy: StrategyName;
  /** The one of the source's URLs that it came from. */
  readonly url: string;
  /** User metadata for the object: where it came from, unless that is not to be noted. ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What could not be done on the way, although there is a picture. */
  readonly note: Failure | null;
}

/** What the user pointed at, and what it may be named after. */
export interface CaptureRequest {
  readonly source: WebSource;
  /** Prefix; null until the user chose one. */
  readonly album: string | null;
  /** When the user pointed at it. Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Gets the bytes that the user pointed at. Rejects with `source-…`. */
export type Capture = (order: CaptureRequest, signal: AbortSignal) => Promise<CaptureResult>;

/** Something of ours that may be in the bucket and must not stay there. */
export interface PendingCleanup {
  readonly id: string;
  /** As {@link Transfer.bucket}. */
  readonly bucket: string;
  readonly key: string;
  /** When it was given up. Milliseconds since 1970. */
  readonly since: number;
  readonly what: CleanupTarget;
}

/**
 * The written record of all transfers. A resolved write is on disk; writes keep their order, and each is done all or
 * nothing.
 */
export interface TransferDatabase {
  all(): Promise<Transfer[]>;
  write(transfers: readonly Transfer[], urgency?: Urgency, cleanups?: CleanupChanges): Promise<void>;
  /** Removes transfers with their parts, and notes what they leave behind, all or nothing. */
  remove(ids: readonly string[], cleanups?: readonly PendingCleanup[]): Promise<void>;
  parts(transferId: string): Promise<SentPart[]>;
  writePart(transferId: string, part: SentPart): Promise<void>;
  removeParts(transferId: string): Promise<void>;
  pendingCleanups(): Promise<PendingCleanup[]>;
}

/** What changes with a write about what has to be removed from the bucket. */
export interface CleanupChanges {
  readonly added?: readonly PendingCleanup[];
  /** Ids. */
  readonly removed?: readonly string[];
}

/** Bytes on disk. */
export interface Blobs {
  put(blob: Blob, id: CapturedBytes['blobId']): Promise<unknown>;
  /** In the order of the ids; null for one that is not there. */
  get(ids: readonly string[]): Promise<readonly (Blob | null)[]>;
  delete(ids: readonly string[]): Promise<void>;
}

/** All that the transfers need. */
export interface TransferPorts {
  readonly database: TransferDatabase;
  readonly blobs: Blobs;
  readonly environment: Environment;
  readonly capture: Capture;
  /** SHA-256 in base64. Rejects with `bytes-changed` when the blob can't be read. */
  readonly sha256: (blob: Blob) => Promise<string>;
  readonly managedUpload: ManagedUpload;
  /**
   * The bucket of this identity, for this user alone; with null for whoever it is. Rejects with `not-configured`, with
   * `other-bucket` when the settings name another, with `sign-in-needed` and `other-user`.
   */
  readonly openBucket: (bucket: string, owner: Owner | null) => Promise<TransferBucket>;
  /** What deletions are about to remove. */
  readonly jobRemovals: PendingRemovals & {
    /** Grows with everything that they remove: what was looked at before may be gone. */
    readonly removalCount: () => number;
    /** Has deletions that are ordered until the end is called leave this key alone, as `keep` those ordered before. */
    readonly exempt: (bucket: string, key: string) => () => void;
  };
  /** Told what goes wrong without failing anything. */
  readonly report: ReportError;
  /** Connections that all transfers together may use, `pace` being the bytes a second of one of late; null while unknown. */
  readonly connectionLimit: (pace: number | null) => number;
  /**
   * `busy` while the worker must be kept alive, `waiting` while it has to be woken again later, `idle` otherwise.
   * May be told the same again.
   */
  readonly onActivity: (activity: Activity) => void;
  /**
   * After changes, with all transfers in the order in which they were begun; at most some times a second. What has not
   * changed is the very same object as before.
   */
  readonly onChange: (transfers: readonly TransferProgress[]) => void;
  /** Once for each transfer that ended, `image` being its bytes if there are any. */
  readonly onSettled: (transfer: Transfer, image: Blob | null) => void;
}

/** How far a transfer is. */
export interface TransferLiveStatus extends LiveStatus {
  /** Bytes that the store has. */
  readonly uploaded: number;
  /** Its speed of late; null while unknown or not moving. */
  readonly bytesPerSecond: number | null;
}

/** A transfer and how far it is. */
export type TransferProgress = Transfer & TransferLiveStatus;
