import type { Failure } from '../core/failure';
import type { Job } from '../core/job';
import type { DeletedPhoto, ExpectedObject } from '../core/s3-object';
import type { WaitReason } from '../core/wait-reason';

// What pages and worker say to each other of jobs: of what is done with things that are in the bucket.

/**
 * What the user wants done with what is in the bucket. Photos are named as they were seen: one that was changed since
 * is left alone.
 */
export type JobRequest =
  | {
      readonly kind: 'copy-photos' | 'move-photos';
      readonly photos: readonly ExpectedObject[];
      /** Prefix of an album. */
      readonly to: string;
    }
  | { readonly kind: 'rename-photo'; readonly photo: ExpectedObject; readonly name: string }
  | { readonly kind: 'delete-photos'; readonly photos: readonly ExpectedObject[] }
  | {
      readonly kind: 'restore-photos';
      readonly photos: readonly (ExpectedObject & Pick<DeletedPhoto, 'versionId' | 'lastModified'>)[];
    }
  /** Another name below the same parent, the same name below another one, or both. */
  | {
      readonly kind: 'move-album';
      readonly prefix: string;
      readonly parent: string;
      readonly name: string;
    }
  | { readonly kind: 'delete-album' | 'download-album'; readonly prefix: string }
  | { readonly kind: 'download-photos'; readonly photos: readonly ExpectedObject[] };

/** A job as a page shows it. */
export interface JobView
  extends Omit<Job, 'owner' | 'isListed' | 'confirmedAt' | 'keptKeys' | 'startsWithoutProgress'> {
  /** Null while it moves, and when it is not under way. */
  readonly waiting: WaitReason | null;
  /** Of a download, as far as its items are known; null for all others. */
  readonly bytes: { readonly done: number; readonly total: number } | null;
}

export interface KeyFailure {
  readonly key: string;
  readonly failure: Failure;
}
