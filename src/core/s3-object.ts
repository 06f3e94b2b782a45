// What is known of S3's objects. Made in `aws/`: keys are decoded there, and entity tags have no quotes.

/** An object by its key: the one that is there now, or in a bucket that keeps versions the one with this id. */
export interface ObjectRef {
  readonly key: string;
  readonly versionId?: string;
}

/** An object as it is expected to be: what copies, deletions and downloads are made conditional on. */
export interface ExpectedObject extends ObjectRef {
  /** Bytes. */
  readonly size: number;
  /** Another one whenever the bytes are others; empty while it is not known. */
  readonly etag: string;
  /** S3's name of its storage class; absent for STANDARD, which is what a copy gets that asks for none. */
  readonly storageClass?: string;
  /**
   * S3 hands its bytes out only after somebody has had them restored. A list tells by the storage class, and neither of a
   * restored copy nor of the archive tiers of Intelligent-Tiering; HEAD tells of both.
   */
  readonly isArchived?: boolean;
  /** Where a website of the bucket sends whoever asks for it; HEAD tells, no list does. */
  readonly redirect?: string;
}

/** An object as S3's lists tell of it. */
export interface ObjectInfo extends ExpectedObject {
  /** Milliseconds since 1970; in whole seconds. */
  readonly lastModified: number;
}

/** What HEAD tells of an object: all that S3 keeps with it, but for its bytes and tags. */
export interface ObjectMetadata extends ObjectInfo {
  /** `Content-Type` and what else says how the bytes are to be taken, by the name of the header in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata; ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
  /** In base64, by algorithm (`sha256`, `crc64nvme` …); empty where S3 tells of none. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Whether {@link checksums} are over those of N parts, as `BASE64-N`: others for each way to cut the same bytes. */
  readonly isComposite: boolean;
}

/** An object in an album, as pages show it. */
export interface Photo extends ObjectInfo {
  readonly name: string;
  /** When the picture was first stored, see `core/photo-dates`: a copy's `lastModified` is later. Milliseconds since 1970. */
  readonly storedAt: number;
}

/** A photo that was deleted, and that the bucket has kept. */
export interface DeletedPhoto extends Photo {
  readonly versionId: string;
  /** Milliseconds since 1970, by S3's clock. */
  readonly deletedAt: number;
}

/** What a new object is to be. */
export interface NewObject {
  readonly key: string;
  readonly mediaType: string;
  /** User metadata; ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
}
