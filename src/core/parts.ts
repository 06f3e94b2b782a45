const MIB = 1024 * 1024;

/**
 * Objects larger than this are uploaded in parts: a death of the worker costs a few parts at most, and several connections
 * carry one file. Smaller ones are one request each, which is quicker for them.
 */
export const MULTIPART_THRESHOLD_BYTES = 8 * MIB;

/** S3's least size of every part but the last (S3 User Guide, "Amazon S3 multipart upload limits"). */
const MIN_PART_BYTES = 5 * MIB;

/** 5 to 16 MiB are sent equally fast from a browser (measured); smaller ones lose less when they are interrupted. */
const PREFERRED_PART_BYTES = 8 * MIB;

/** S3's most parts of one upload (as above); other stores take fewer. */
export const MAX_PARTS = 10_000;

/** Connections that the parts of one file can use: the browser opens six to a host. */
export const CONNECTIONS_PER_HOST = 6;

/** Bytes a second of one connection: a part of the least size takes two to three seconds. */
const FAST_BYTES_PER_SECOND = 2_000_000;

/**
 * Connections that all transfers together may use, at this throughput of one: all that the browser opens; one less where
 * parts take long and a page of ours is open, whose lists and thumbnails would wait for the end of a part.
 */
export const connectionLimit = (bytesPerSecond: number | null, isPageOpen: boolean): number =>
  isPageOpen && bytesPerSecond !== null && bytesPerSecond < FAST_BYTES_PER_SECOND
    ? CONNECTIONS_PER_HOST - 1
    : CONNECTIONS_PER_HOST;

/**
 * Bytes of one part of a file of `size` bytes: such that all connections end at about the same time. All but the last are
 * of this size, as some stores demand (R2).
 * @param maxParts how many the store takes
 */
export function partBytesFor(size: number, maxParts: number): number {
  const rounds = Math.max(1, Math.ceil(size / (CONNECTIONS_PER_HOST * PREFERRED_PART_BYTES)));
  const even = Math.ceil(size / (CONNECTIONS_PER_HOST * rounds));
  return Math.max(MIN_PART_BYTES, even, Math.ceil(size / maxParts));
}

/** One part of a file: bytes `start` to `end`, `end` excluded. Numbers begin at 1. */
export interface PartRange {
  readonly partNumber: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a file of `size` bytes into parts of `partBytes`, and calls `uploadPart` for each in order, `queueSize` at a time.
 * The first that rejects ends it: `signal` of the others aborts, none is begun any more, and it rejects with the same
 * reason once all have settled; with the signal's reason when that aborts.
 */
export type ManagedUpload = (
  file: {
    readonly size: number;
    readonly partBytes: number;
    readonly queueSize: number;
    readonly signal: AbortSignal;
  },
  uploadPart: (range: PartRange, signal: AbortSignal) => Promise<{ readonly etag: string }>,
) => Promise<void>;

/** All parts of a file, in order; an empty file has none. */
export function partRanges(size: number, partBytes: number): PartRange[] {
  return Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => ({
    partNumber: index + 1,
    start: index * partBytes,
    end: Math.min((index + 1) * partBytes, size),
  }));
}

/** A part that S3 has, by its answer to UploadPart or ListParts. */
export interface StoredPart {
  readonly partNumber: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** SHA-256 of its bytes in base64; null where S3 does not tell. */
  readonly checksum: string | null;
}

/** A multipart upload that S3 holds open. */
export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
}

/** A multipart upload to which an object is copied. */
export interface MultipartCopy extends MultipartUpload {
  /** Set where nobody could say whether the object has tags: what was begun has none. */
  readonly mayLackTags?: true;
}

/** One answer to ListParts, in the order of part numbers. */
export interface PartPage {
  readonly parts: readonly StoredPart[];
  /** What asks for the next page; null after the last. */
  readonly next: string | null;
}

/** A part as it was sent and acknowledged: we know what its bytes are. */
export interface SentPart extends StoredPart {
  readonly checksum: string;
}

/** What has to be done for one part, by what S3 lists and what is on the disk. */
export type PartPlan =
  /** S3 has the very bytes, by its own word. */
  | { readonly kind: 'done'; readonly part: SentPart }
  /** S3 has a part of which nothing is on the disk: its checksum has to be compared with the file's. */
  | { readonly kind: 'compare'; readonly part: StoredPart & { readonly checksum: string } }
  | { readonly kind: 'send' };

/**
 * Whether a part has to be sent again. It counts as there only if S3 lists it with the right size, and either with the
 * entity tag of its answer to UploadPart or with a checksum that can be compared.
 */
export function planPart(
  range: PartRange,
  listed: StoredPart | undefined,
  sent: SentPart | undefined,
): PartPlan {
  if (listed === undefined || listed.size !== range.end - range.start) return { kind: 'send' };
  if (sent !== undefined && sent.size === listed.size) {
    const sameTag = sent.etag === listed.etag;
    const sameBytes = listed.checksum === null ? sameTag : sent.checksum === listed.checksum;
    // The checksum is of the bytes; an entity tag that was damaged on its way is replaced by the one that S3 lists.
    if (sameBytes) return { kind: 'done', part: { ...sent, etag: listed.etag } };
    return { kind: 'send' };
  }
  return listed.checksum === null
    ? { kind: 'send' }
    : { kind: 'compare', part: { ...listed, checksum: listed.checksum } };
}
