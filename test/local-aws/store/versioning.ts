import { KeyIndex } from './key-index';
import {
  type Blob,
  type Change,
  isDeleteMarker,
  type StoredObject,
  type StoredVersion,
  type VersioningStatus,
  versionIdOf,
} from './model';

/** What a versioned bucket keeps. */
export interface Versioning {
  readonly status: VersioningStatus;
  /** All versions of each key, the newest first; never none. */
  readonly versions: KeyIndex<readonly StoredVersion[]>;
}

/** What of a bucket is about versions. */
interface Versioned {
  readonly objects: KeyIndex<StoredObject>;
  readonly versioning: Versioning | undefined;
}

/** The bucket's versioning with this status from now on: what is there already becomes the first version of its key. */
export function versioningOf({ objects, versioning }: Versioned, status: VersioningStatus): Versioning {
  if (versioning !== undefined) return { ...versioning, status };
  const versions = new KeyIndex<readonly StoredVersion[]>();
  for (const object of objects.values()) versions.set(object.key, [object]);
  return { status, versions };
}

/** All versions of a key, the newest first. */
export function versionsOf({ objects, versioning }: Versioned, key: string): readonly StoredVersion[] {
  const object = objects.get(key);
  return versioning?.versions.get(key) ?? (object === undefined ? [] : [object]);
}

/** Puts a version before those of its key; returns the files of the one that it replaces, which has the same id. */
export function withVersion(bucket: Versioned, version: StoredVersion): readonly Blob[] {
  const { key } = version;
  const [kept, replaced] = apart(versionsOf(bucket, key), versionIdOf(version));
  setVersions(bucket, key, [version, ...kept]);
  return blobsOf(replaced);
}

/** Removes a version for good; returns its files. */
export function withoutVersion(bucket: Versioned, key: string, versionId: string): readonly Blob[] {
  const [kept, removed] = apart(versionsOf(bucket, key), versionId);
  setVersions(bucket, key, kept);
  return blobsOf(removed);
}

/** The changes that lead to what a bucket keeps. */
export function* keptVersions(bucket: string, { status, versions }: Versioning): Generator<Change> {
  yield { type: 'versioning', bucket, status };
  for (const ofKey of versions.values()) {
    for (const version of ofKey.toReversed()) {
      yield isDeleteMarker(version)
        ? { type: 'mark', bucket, markers: [version] }
        : { type: 'put', bucket, object: version };
    }
  }
}

function setVersions({ objects, versioning }: Versioned, key: string, all: readonly StoredVersion[]): void {
  const [newest] = all;
  if (newest === undefined) versioning?.versions.delete(key);
  else versioning?.versions.set(key, all);
  if (newest === undefined || isDeleteMarker(newest)) objects.delete(key);
  else objects.set(key, newest);
}

function apart(
  versions: readonly StoredVersion[],
  versionId: string,
): readonly [others: readonly StoredVersion[], own: readonly StoredVersion[]] {
  const isOwn = (version: StoredVersion): boolean => versionIdOf(version) === versionId;
  return [versions.filter(version => !isOwn(version)), versions.filter(isOwn)];
}

const blobsOf = (versions: readonly StoredVersion[]): readonly Blob[] =>
  versions.flatMap(version => (isDeleteMarker(version) ? [] : version.blobs));
