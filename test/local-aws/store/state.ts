import type { PolicyDocument } from '../iam/policy-document';
import type { CorsRule } from '../options';
import { KeyIndex } from './key-index';
import type { Blob, Change, StoredBucket, StoredObject, StoredPart, StoredUpload } from './model';
import { keptVersions, type Versioning, versioningOf, withoutVersion, withVersion } from './versioning';

/** A bucket with all that is in it. */
export interface BucketState extends StoredBucket {
  objectLockDays?: number;
  /** What is there now; versions that were deleted or replaced are in {@link versioning}. */
  readonly objects: KeyIndex<StoredObject>;
  readonly uploads: Map<string, UploadState>;
  /** Writes under a condition whose bytes are still coming in, by key: whatever is deleted meanwhile is in their way. */
  readonly conditionalWrites: Map<string, Set<ConditionalWrite>>;
  cors: readonly CorsRule[] | undefined;
  policy: PolicyDocument | undefined;
  /** Undefined for a bucket that was never versioned. */
  versioning: Versioning | undefined;
}

/** A write under a condition, while its bytes come in. */
export interface ConditionalWrite {
  hasConflict: boolean;
}

export interface UploadState extends StoredUpload {
  readonly parts: Map<number, StoredPart>;
}

function noteConflicts({ conditionalWrites }: BucketState, key: string): void {
  for (const write of conditionalWrites.get(key) ?? []) write.hasConflict = true;
}

/** Everything there is, as the journal tells it, held in memory. */
export class State {
  readonly buckets = new Map<string, BucketState>();
  readonly #uploads = new Map<string, UploadState>();

  /** Makes one change; returns the files that nobody needs any longer. */
  apply(change: Change): readonly Blob[] {
    switch (change.type) {
      case 'bucket': {
        const { bucket } = change;
        this.buckets.set(bucket.name, {
          ...bucket,
          objects: new KeyIndex(),
          uploads: new Map(),
          conditionalWrites: new Map(),
          cors: undefined,
          policy: undefined,
          versioning: undefined,
        });
        return [];
      }
      case 'cors':
        this.#bucket(change.bucket).cors = change.rules ?? undefined;
        return [];
      case 'policy':
        this.#bucket(change.bucket).policy = change.policy ?? undefined;
        return [];
      case 'object-lock':
        this.#bucket(change.bucket).objectLockDays = change.days;
        return [];
      case 'versioning': {
        const bucket = this.#bucket(change.bucket);
        bucket.versioning = versioningOf(bucket, change.status);
        return [];
      }
      case 'put':
        return this.#put(change.bucket, change.object, change.completes);
      case 'alter':
        withVersion(this.#bucket(change.bucket), change.object);
        return [];
      case 'mark': {
        const bucket = this.#bucket(change.bucket);
        for (const { key } of change.markers) noteConflicts(bucket, key);
        return change.markers.flatMap(marker => withVersion(bucket, marker));
      }
      case 'delete-versions': {
        const bucket = this.#bucket(change.bucket);
        return change.versions.flatMap(({ key, versionId }) => withoutVersion(bucket, key, versionId));
      }
      case 'delete': {
        const bucket = this.#bucket(change.bucket);
        const { objects } = bucket;
        const freed = change.keys.flatMap(key => objects.get(key)?.blobs ?? []);
        for (const key of change.keys) {
          if (objects.get(key) !== undefined) noteConflicts(bucket, key);
          objects.delete(key);
        }
        return freed;
      }
      case 'upload': {
        const upload = { ...change.upload, parts: new Map<number, StoredPart>() };
        this.#uploads.set(upload.uploadId, upload);
        this.#bucket(upload.bucket).uploads.set(upload.uploadId, upload);
        return [];
      }
      case 'part': {
        const parts = this.#uploads.get(change.uploadId)?.parts;
        const replaced = parts?.get(change.part.partNumber);
        parts?.set(change.part.partNumber, change.part);
        return replaced === undefined ? [] : [replaced.blob];
      }
      case 'abort':
        return this.#removeUpload(change.uploadId);
    }
  }

  /** The shortest list of changes that leads to this state. */
  *changes(): Generator<Change> {
    for (const bucket of this.buckets.values()) {
      const { objects, uploads, conditionalWrites: _, cors, policy, versioning, ...stored } = bucket;
      const { name } = stored;
      yield { type: 'bucket', bucket: stored };
      if (cors !== undefined) yield { type: 'cors', bucket: name, rules: cors };
      if (policy !== undefined) yield { type: 'policy', bucket: name, policy };
      if (versioning === undefined)
        for (const object of objects.values()) yield { type: 'put', bucket: name, object };
      else yield* keptVersions(name, versioning);
      for (const { parts, ...upload } of uploads.values()) {
        yield { type: 'upload', upload };
        for (const part of parts.values()) yield { type: 'part', uploadId: upload.uploadId, part };
      }
    }
  }

  /** The ids of all files in use. */
  blobIds(): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const { objects, versioning, uploads } of this.buckets.values()) {
      const versions = versioning === undefined ? objects.values() : [...versioning.versions.values()].flat();
      for (const version of versions)
        if ('blobs' in version) for (const blob of version.blobs) ids.add(blob.id);
      for (const { parts } of uploads.values()) for (const part of parts.values()) ids.add(part.blob.id);
    }
    return ids;
  }

  #put(name: string, object: StoredObject, completes: string | undefined): readonly Blob[] {
    const bucket = this.#bucket(name);
    const replaced = withVersion(bucket, object);
    if (completes === undefined) return replaced;
    const kept = new Set(object.blobs.map(blob => blob.id));
    return [...replaced, ...this.#removeUpload(completes).filter(blob => !kept.has(blob.id))];
  }

  #removeUpload(uploadId: string): readonly Blob[] {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return [];
    this.#uploads.delete(uploadId);
    this.#bucket(upload.bucket).uploads.delete(uploadId);
    return [...upload.parts.values()].map(part => part.blob);
  }

  #bucket(name: string): BucketState {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw new Error(`The journal speaks of a bucket that does not exist: ${name}`);
    return bucket;
  }
}
