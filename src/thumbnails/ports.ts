import type { ReportError } from '../core/diagnostics';
import type { ObjectRef } from '../core/s3-object';

/** What thumbnails need of the world. The background worker hands in the real ones, tests their own. */

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Which bytes of an object are wanted. */
export interface ReadOptions {
  /** The object must still have this entity tag; null: any. */
  readonly etag: string | null;
  /** More of it is not taken. */
  readonly maxBytes: number;
  /** Only those from `start` up to `end`; null: all. */
  readonly range: ByteRange | null;
}

/** The bucket: one request each, tried once. */
export interface ThumbnailBucket {
  /** As {@link ThumbnailPorts.openBucket} takes it. */
  readonly identity: string;
  /** Prefix below which Shoebox lives; empty or ending in `/`. */
  readonly prefix: string;
  /** @throws ShoeboxError `object-not-found`, or whatever else went wrong */
  read(object: ObjectRef, reading: ReadOptions): Promise<Blob>;
  /** In place of what is there. */
  store(key: string, thumbnail: Blob): Promise<void>;
}

export interface ThumbnailPorts {
  /** The bucket of this identity, or with null that of the settings. @throws ShoeboxError `other-bucket` */
  readonly openBucket: (identity: string | null) => Promise<ThumbnailBucket>;
  /** On this computer, by `thumbnailIdOf`. Null: there can be none. Undefined: not known. */
  readonly cache: {
    get(id: string): Promise<Blob | null | undefined>;
    put(id: string, thumbnail: Blob | null): Promise<void>;
  };
  /** The picture small; null when it is none, or too large to be decoded. */
  readonly make: (picture: Blob) => Promise<Blob | null>;
  /** What a photograph's first bytes hold; null when they hold nothing of use. */
  readonly makeFromHead: (head: Blob) => Promise<Blob | null>;
  /** What lies in the bucket as a thumbnail, if it is a small picture. Anybody may have put it there. */
  readonly validate: (stored: Blob) => Promise<Blob | null>;
  /** Whether the user wants them in the bucket. */
  readonly mayStore: () => Promise<boolean>;
  /** Rests for so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds of a clock that only runs forwards. */
  readonly now: () => number;
  /** Whether the worker must be kept alive. */
  readonly onActivity: (activity: 'busy' | 'idle') => void;
  /** Gets what went wrong for one that nobody waits for: whoever sees the photo next has it made again. */
  readonly report: ReportError;
}
