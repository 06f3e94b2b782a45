import type { Failure } from './failure';
import type { Owner } from './login';
import type { ObjectInfo } from './s3-object';

/** What the user wants done with what is in the bucket. Prefixes end in `/`. */
export type JobSpec =
  | { readonly kind: 'copy-photos'; readonly to: string }
  | { readonly kind: 'move-photos'; readonly to: string }
  /** One photo gets another name in its album. */
  | { readonly kind: 'rename-photo'; readonly name: string }
  | { readonly kind: 'delete-photos' }
  /** Photos that were deleted come back, from the versions that the bucket has kept of them. */
  | { readonly kind: 'restore-photos' }
  /** An album with everything below it gets another prefix: another name, another place, or both. */
  | { readonly kind: 'move-album'; readonly from: string; readonly to: string }
  | { readonly kind: 'delete-album'; readonly prefix: string }
  /** Photos are fetched, for a page to make one file of. */
  | { readonly kind: 'download-photos' }
  /** An album is, with everything below it. */
  | { readonly kind: 'download-album'; readonly prefix: string };

export type JobState =
  /** Not before its time: until then it can be undone as if it had never been asked for. */
  | 'waiting'
  /** Has something to do, or waits for its turn. */
  | 'under-way'
  /** What was fetched lies on the disk, for a page to save it; some of it may be missing, with its reason. */
  | 'ready'
  /** Everything is done that the user wanted. */
  | 'done'
  /** Something is left, with its reason; the user can have it tried again. */
  | 'failed';

/** Work on things that are in the bucket already, as it lies in IndexedDB beside its items. */
export interface Job {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Which bucket it is meant for, by `bucketIdentity`: other settings do not send it elsewhere. */
  readonly bucket: string;
  /** The user who asked for it; null for guests. */
  readonly owner: Owner | null;
  readonly order: JobSpec;
  /** One of the keys that it is about, to call it by; of an album, its prefix. */
  readonly about: string;
  /** When the user asked for it, by S3's clock: a deletion leaves alone what came later. Milliseconds since 1970. */
  readonly confirmedAt: number;
  /** Of a deletion: whether the bucket is known to keep nothing of what is deleted, so that it can't be restored later. */
  readonly isForGood: boolean;
  /** Nothing is begun before this. Milliseconds since 1970. */
  readonly notBefore: number;
  readonly state: JobState;
  /** Whether all items are known: those of an album have to be listed first. */
  readonly isListed: boolean;
  /** Of the deletion of an album: keys below it that its listing skips, since an upload relies on them. */
  readonly keptKeys: readonly string[];
  /** The user wants no more of it: what is begun is brought to an end, the rest stays as it is. */
  readonly isCancelled: boolean;
  /** How many items there are, as far as they are known, and what became of them. */
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Why none of it could go on; null when there is no such reason. */
  readonly failure: Failure | null;
  /** What the user has to know of a job that is done; it stays on the list until it is taken off. */
  readonly note: Failure | null;
  /** Workers that began with what an earlier one had left, and ended before S3 did anything more of it. */
  readonly startsWithoutProgress: number;
  /** Milliseconds since 1970; null until it has ended with something left, and of those that ended before this was noted. */
  readonly endedAt: number | null;
  /** Of a download: since when it is ready, in milliseconds since 1970; null before. */
  readonly readyAt: number | null;
  /** Of a download: the browser was given the file. */
  readonly isHandedOver: boolean;
}

/** `confirmedAt` is `createdAt` where S3's clock is not known. */
export type NewJob = Pick<Job, 'id' | 'createdAt' | 'bucket' | 'order' | 'about' | 'notBefore' | 'total'> &
  Partial<Pick<Job, 'confirmedAt' | 'owner' | 'isForGood'>>;

export const newJob = (facts: NewJob): Job => ({
  confirmedAt: facts.createdAt,
  owner: null,
  isForGood: false,
  ...facts,
  state: facts.notBefore > facts.createdAt ? 'waiting' : 'under-way',
  isListed: albumOf(facts.order) === null,
  keptKeys: [],
  isCancelled: false,
  done: 0,
  failed: 0,
  failure: null,
  note: null,
  startsWithoutProgress: 0,
  endedAt: null,
  readyAt: null,
  isHandedOver: false,
});

/** A job as it lies in IndexedDB: what an earlier version wrote lacks the later facts. */
export type StoredJob = Omit<Job, LaterFact> & Partial<Pick<Job, LaterFact>>;

type LaterFact =
  | 'confirmedAt'
  | 'owner'
  | 'isForGood'
  | 'keptKeys'
  | 'note'
  | 'startsWithoutProgress'
  | 'endedAt';

export const fromStored = (job: StoredJob): Job => ({
  confirmedAt: job.createdAt,
  owner: null,
  isForGood: false,
  keptKeys: [],
  note: null,
  startsWithoutProgress: 0,
  endedAt: null,
  ...job,
});

/** The prefix of the album that is worked on as a whole; null for photos. */
export function albumOf(order: JobSpec): string | null {
  if (order.kind === 'move-album') return order.from;
  return order.kind === 'delete-album' || order.kind === 'download-album' ? order.prefix : null;
}

/** Whether albums come or go with it. */
export const changesAlbums = (order: JobSpec): boolean =>
  order.kind === 'restore-photos' || (albumOf(order) !== null && !isDownload(order));

export const isDeletion = ({ kind }: JobSpec): boolean => kind === 'delete-photos' || kind === 'delete-album';

/** Whether it only reads. */
export const isDownload = ({ kind }: JobSpec): boolean =>
  kind === 'download-photos' || kind === 'download-album';

/** Whether what it is about is to stay where it is. */
export const keepsSource = (order: JobSpec): boolean =>
  order.kind === 'copy-photos' || order.kind === 'restore-photos' || isDownload(order);

/** Whether it will do something by itself. */
export const isPending = ({ state }: Pick<Job, 'state'>): boolean =>
  state === 'waiting' || state === 'under-way';

// The moves. Each takes a job in any state and gives back the very same one where it does not apply.

/** How long a deletion can be undone, in milliseconds: from when the user asked for it, or was last at its undo. */
export const UNDO_MS = 10_000;

/** The user is about to undo it, perhaps: its time begins anew. */
export const postponed = (job: Job, now: number): Job =>
  job.state === 'waiting' ? { ...job, notBefore: now + UNDO_MS } : job;

/** Its time has come. */
export const started = (job: Job): Job => (job.state === 'waiting' ? { ...job, state: 'under-way' } : job);

/** More items are known; with `isListed`, all of them. */
export const itemsFound = (job: Job, count: number, isListed: boolean): Job => ({
  ...job,
  total: job.total + count,
  isListed: job.isListed || isListed,
  startsWithoutProgress: count > 0 ? 0 : job.startsWithoutProgress,
});

/** These keys are none of its business any more, although they lie in the album that it deletes. */
export const keysKept = (job: Job, keys: readonly string[]): Job =>
  keys.length === 0 ? job : { ...job, keptKeys: [...job.keptKeys, ...keys] };

/** A worker that found it unfinished begins with it. */
export const markResumed = (job: Job): Job => ({
  ...job,
  startsWithoutProgress: job.startsWithoutProgress + 1,
});

/** S3 has done something more of it, or there is no network for anything to come of it. */
export const progressed = (job: Job): Job =>
  job.startsWithoutProgress > 0 ? { ...job, startsWithoutProgress: 0 } : job;

/** Something that the user has to know of it, or null. */
export const withNote = (job: Job, note: Failure | null): Job => (job.note === note ? job : { ...job, note });

/** So many more of its items are done, and have failed. */
export const advanced = (job: Job, done: number, failed: number): Job =>
  done === 0 && failed === 0 ? job : { ...job, done: job.done + done, failed: job.failed + failed };

/** Nothing is left to be done by itself, as of `now` (milliseconds since 1970). */
export function completed(job: Job, now: number): Job {
  if (job.state !== 'under-way') return job;
  if (isDownload(job.order) && job.done > 0 && !job.isCancelled)
    return { ...job, state: 'ready', endedAt: now, readyAt: now, isHandedOver: false };
  return job.failed > 0 ? { ...job, state: 'failed', endedAt: now } : { ...job, state: 'done' };
}

/** None of it can go on, as of `now` (milliseconds since 1970). */
export const failedWith = (job: Job, failure: Failure, now: number): Job =>
  job.state === 'under-way' ? { ...job, state: 'failed', failure, endedAt: now } : job;

/**
 * What failed is tried again, and what was never begun. A user who was told what was changed meanwhile consents, at
 * `confirmedAt` (by S3's clock), to what that is now; what an album holds beyond what was listed, nobody was told.
 */
export const retried = (job: Job, confirmedAt: number): Job =>
  canRetry(job)
    ? {
        ...job,
        state: 'under-way',
        failed: 0,
        failure: null,
        endedAt: null,
        isCancelled: false,
        startsWithoutProgress: 0,
        confirmedAt: job.isListed ? confirmedAt : job.confirmedAt,
      }
    : job;

/** How far S3's clock, as its answers tell it, may lag behind: their `Date` is cut off to the second. */
const LAG_MS = 1_000;

/**
 * Whether an object that was stored at `lastModified` (S3's, in whole seconds) has certainly come after the user
 * confirmed the deletion: somebody stored the very same bytes in the place of those that the user saw.
 */
export const isCertainlyLater = (
  { confirmedAt }: Pick<Job, 'confirmedAt'>,
  { lastModified }: Pick<ObjectInfo, 'lastModified'>,
): boolean => lastModified > confirmedAt + LAG_MS;

/** Whether it stays on the list until the user takes it off. */
export const canDismiss = ({ state, note }: Pick<Job, 'state' | 'note'>): boolean =>
  state === 'failed' || state === 'ready' || (state === 'done' && note !== null);

/**
 * S3 tells when an object was stored in whole seconds, cut off, and its clock is known from the `Date` of its answers,
 * which is cut off as well: half a second is added to that, which may be as much too late.
 */
const UNSURE_MS = 1_500;

/**
 * Whether an object that was stored at `lastModified` (S3's, in whole seconds) may have come after the user confirmed
 * the deletion: where nobody can tell, it counts as later and stays.
 */
export const isLaterThanConfirmed = (
  { confirmedAt }: Pick<Job, 'confirmedAt'>,
  { lastModified }: Pick<ObjectInfo, 'lastModified'>,
): boolean => lastModified + UNSURE_MS > confirmedAt;

/** Shoebox goes on with an upload in parts for a week (`transfers/retention`). */
const LONGEST_UPLOAD_MS = 7 * 24 * 60 * 60_000;

/** S3 ends the entity tags of objects that came in parts with how many these were. */
const ETAG_OF_PARTS = /-\d+$/;

/**
 * As {@link isLaterThanConfirmed}, of an object that was listed only later: S3 dates one that came in parts at the
 * beginning of its upload (S3 User Guide, "Object creation date"), so that it may have been completed after the
 * confirmation all the same.
 */
export const mayBeCompletedLater = (
  job: Pick<Job, 'confirmedAt'>,
  object: Pick<ObjectInfo, 'lastModified' | 'etag'>,
): boolean =>
  isLaterThanConfirmed(job, object) ||
  (ETAG_OF_PARTS.test(object.etag) && object.lastModified + LONGEST_UPLOAD_MS > job.confirmedAt);

/** Whether something is left that could be tried again. */
export const canRetry = ({ state, failed }: Pick<Job, 'state' | 'failed'>): boolean =>
  state === 'failed' || (state === 'ready' && failed > 0);

/** Nothing of it counts as done. */
export const countsReset = (job: Job): Job => ({ ...job, done: 0, failed: 0 });

/** The browser was given what a download made. */
export const delivered = (job: Job): Job =>
  job.state === 'ready' && !job.isHandedOver ? { ...job, isHandedOver: true } : job;

/** How long a download is kept for a user who does not take it off the list: the disk is the user's. */
const DOWNLOAD_KEPT_MS = 24 * 60 * 60_000;

/** Whether a download has been kept for long enough, as of `now` (milliseconds since 1970). */
export const isExpired = ({ state, readyAt }: Job, now: number): boolean =>
  state === 'ready' && readyAt !== null && now - readyAt > DOWNLOAD_KEPT_MS;

/** Whether it can be undone without a trace. */
export const canUndo = ({ state }: Pick<Job, 'state'>): boolean => state === 'waiting';

export const cancelled = (job: Job): Job =>
  job.state === 'under-way' && !job.isCancelled ? { ...job, isCancelled: true } : job;
