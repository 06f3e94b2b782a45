import type { Content } from '../transfers/world/fake-bytes';

/** How an object came to be. */
export type Origin =
  | { readonly by: 'seed' }
  | { readonly by: 'other' }
  | { readonly by: 'upload'; readonly transferId: string }
  | { readonly by: 'copy'; readonly from: ObjectVersion };

/** How an object ended. */
export type Removal =
  | { readonly by: 'other' }
  /** By the clean-up of the uploads. `lookedSeq`: when an upload, or that, was last told of this key. */
  | { readonly by: 'clean-up'; readonly lookedSeq: number }
  /**
   * By a job. `lookedSeq`: when a job was last told of this key, if only of the entity tag, as right before a deletion
   * where conditions are ignored; `datedSeq`: when it was last told how old it is; `late` as of an object.
   */
  | {
      readonly by: 'job';
      readonly lookedSeq: number;
      readonly datedSeq: number;
      readonly late: ObjectVersion['late'];
      readonly successors: readonly ObjectVersion[];
    }
  /** Something of ours was stored over it. `lookedSeq`: when that was last told what is at this key. */
  | { readonly by: 'overwrite'; readonly lookedSeq: number; readonly with: ObjectVersion };

/**
 * One object at one key from the moment at which it was stored there until it was deleted or replaced: what S3 would
 * call a version. Two of them with the same bytes are two.
 */
export interface ObjectVersion {
  readonly id: number;
  readonly key: string;
  readonly content: Content;
  readonly size: number;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** SHA-256 in base64, of one in parts as S3 tells it; null where it was copied in parts. */
  readonly checksum: string | null;
  readonly origin: Origin;
  /** What S3 dates it by, in milliseconds of the bucket's clock: of one in parts, the beginning of its upload. */
  readonly datedAt: number;
  /** When it came to be there, likewise. */
  readonly createdAt: number;
  /** Place in the story. */
  readonly createdSeq: number;
  /** Stored by a request whose sender had given it up, or whose worker had died; else null. */
  readonly late: 'given-up' | 'of-the-dead' | null;
  end: { readonly seq: number; readonly at: number; readonly death: Removal } | null;
}

/** A list of jobs, of what lies below a prefix, told of an object at this place in the log. */
export interface Listed {
  readonly seq: number;
  readonly prefix: string;
  readonly version: ObjectVersion;
}

/** Whether it was there at this place in the log. */
export const existedAt = ({ createdSeq, end }: ObjectVersion, seq: number): boolean =>
  createdSeq <= seq && (end === null || end.seq > seq);

/** As S3 tells it: in whole seconds. */
export const lastModifiedOf = ({ datedAt }: Pick<ObjectVersion, 'datedAt'>): number =>
  Math.floor(datedAt / 1000) * 1000;

/** S3 ends the entity tags of objects that came in parts with how many these were. */
export const isInParts = ({ etag }: Pick<ObjectVersion, 'etag'>): boolean => /-\d+$/.test(etag);

/** A list that is known this soon after an order holds what was there then, whenever S3 says that this came. */
export const PROMPT_MS = 10_000;

export const describeVersion = ({ id, key, content }: ObjectVersion): string => `#${id} ${key} (${content})`;
