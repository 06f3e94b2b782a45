import type { ChecksumAlgorithm } from '../body/checksum';
import type { PolicyDocument } from '../iam/policy-document';
import type { BucketConfiguration, CorsRule, StoredEncryption } from '../options';

/** A file that holds bytes of an object or of a part. It is written once and never changed. */
export interface Blob {
  readonly id: string;
  readonly size: number;
}

/** A checksum as it is kept with an object. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64, with `-N` behind it where it was made of the checksums of N parts. */
  readonly value: string;
  readonly type: ChecksumType;
}

export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

/** The headers that S3 keeps with an object: lower-case name → value. */
export type ObjectMetadata = Readonly<Record<string, string>>;

/** Where Intelligent-Tiering puts what nobody reads. */
export type ArchiveTier = 'ARCHIVE_ACCESS' | 'DEEP_ARCHIVE_ACCESS';

export interface StoredObject {
  readonly key: string;
  /** Absent for the version `null`: what a bucket without versioning stores. */
  readonly versionId?: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds as in S3. */
  readonly lastModified: number;
  readonly metadata: ObjectMetadata;
  readonly checksum?: StoredChecksum;
  /** As `x-amz-tagging` writes them: `a=1&b=2`. Absent: none. */
  readonly tags?: string;
  /** Absent: `STANDARD`. */
  readonly storageClass?: string;
  readonly archiveTier?: ArchiveTier;
  readonly encryption?: StoredEncryption;
  /** Until when this version can't be deleted. Milliseconds since 1970. */
  readonly retainUntil?: number;
  /** A copy of what is archived, that can be read for a time. Milliseconds since 1970. */
  readonly restore?: { readonly readyAt: number; readonly until: number };
  /** In the order of their bytes; an object from a multipart upload keeps the files of its parts. */
  readonly blobs: readonly Blob[];
}

/** What a versioned bucket stores in place of an object that is deleted without naming a version. */
export interface DeleteMarker {
  readonly key: string;
  readonly versionId?: string;
  readonly lastModified: number;
  readonly isDeleteMarker: true;
}

export type StoredVersion = StoredObject | DeleteMarker;

export const isDeleteMarker = (version: StoredVersion): version is DeleteMarker =>
  'isDeleteMarker' in version;

/** Its name, which is `null` for what was stored without one. */
export const versionIdOf = ({ versionId }: StoredVersion): string => versionId ?? 'null';

/** Once a bucket is versioned, it can be suspended, but not taken back. */
export type VersioningStatus = 'Enabled' | 'Suspended';

export interface StoredPart {
  readonly partNumber: number;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly checksum?: StoredChecksum;
  readonly blob: Blob;
}

/** A multipart upload that was neither completed nor aborted. */
export interface StoredUpload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiated: number;
  readonly metadata: ObjectMetadata;
  readonly encryption?: StoredEncryption;
  readonly storageClass?: string;
  readonly checksumAlgorithm?: ChecksumAlgorithm;
  readonly checksumType?: ChecksumType;
  readonly tags?: string;
}

export interface StoredBucket extends BucketConfiguration {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
  /** Other regions redirect to it for now, since they learn of it from DNS. */
  readonly isNew?: boolean;
}

/** One change, and one line of the journal. */
export type Change =
  | { readonly type: 'bucket'; readonly bucket: StoredBucket }
  | { readonly type: 'cors'; readonly bucket: string; readonly rules: readonly CorsRule[] | null }
  | { readonly type: 'policy'; readonly bucket: string; readonly policy: PolicyDocument | null }
  | {
      readonly type: 'put';
      readonly bucket: string;
      readonly object: StoredObject;
      readonly completes?: string;
    }
  /** The same bytes and version, of which something else is known. */
  | { readonly type: 'alter'; readonly bucket: string; readonly object: StoredObject }
  | { readonly type: 'delete'; readonly bucket: string; readonly keys: readonly string[] }
  | { readonly type: 'versioning'; readonly bucket: string; readonly status: VersioningStatus }
  | { readonly type: 'object-lock'; readonly bucket: string; readonly days: number }
  | { readonly type: 'mark'; readonly bucket: string; readonly markers: readonly DeleteMarker[] }
  | {
      readonly type: 'delete-versions';
      readonly bucket: string;
      readonly versions: readonly { readonly key: string; readonly versionId: string }[];
    }
  | { readonly type: 'upload'; readonly upload: StoredUpload }
  | { readonly type: 'part'; readonly uploadId: string; readonly part: StoredPart }
  | { readonly type: 'abort'; readonly uploadId: string };
