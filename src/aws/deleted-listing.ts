import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { listProgress } from '../core/list-progress';
import type { DeletedPhoto } from '../core/s3-object';
import { isInternalKey } from '../core/thumbnail-key';
import { photoOf } from './album-listing';
import type { Bucket } from './bucket';
import { decodeKey, objectInfo } from './object-mapping';

/** Some of what was deleted. */
export interface DeletedPage {
  readonly photos: readonly DeletedPhoto[];
  readonly isLast: boolean;
}

/**
 * What was deleted below a prefix, and is kept since the bucket is versioned: for each key that has nothing now, the
 * last photo that it had. In the order of keys, a page for each of S3's, which hold 1000 versions.
 */
export async function* listDeleted(
  bucket: Bucket,
  prefix: string,
): AsyncGenerator<DeletedPage, void, undefined> {
  /** The key whose deletion was listed last: what it had before may stand on the next page. */
  let open: Deletion | null = null;
  let from: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker' | 'EncodingType'> =
    {};
  const assertProgress = listProgress();
  for (;;) {
    const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({
      Bucket: bucket.settings.bucket,
      Prefix: prefix,
      KeyMarker: from.NextKeyMarker && decodeKey(from.NextKeyMarker, from),
      VersionIdMarker: from.NextVersionIdMarker,
      EncodingType: 'url',
    });
    const page: ListObjectVersionsCommandOutput = await bucket.attempt('s3:ListBucketVersions', prefix, () =>
      bucket.s3.send(command),
    );
    const [first] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    assertProgress(first && `${first.Key} ${first.VersionId}`);
    const deletions: readonly Deletion[] = [open, ...deletionsIn(page)].filter(deletion => deletion !== null);
    const photos = photosOf(page, new Map(deletions.map(({ key, at }) => [key, at])));
    const last = deletions.at(-1) ?? null;
    open = last === null || photos.at(-1)?.key === last.key ? null : last;
    const isLast = page.IsTruncated !== true || page.NextKeyMarker === undefined;
    yield { photos: photos.filter(photo => isPhoto(bucket, photo)), isLast };
    if (isLast) return;
    from = page;
  }
}

/** That a key has nothing any more. */
interface Deletion {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const deletionsIn = (page: ListObjectVersionsCommandOutput): Deletion[] =>
  (page.DeleteMarkers ?? [])
    .filter(({ IsLatest }) => IsLatest === true)
    .map(({ Key, LastModified }) => ({ key: decodeKey(Key, page), at: LastModified?.getTime() ?? 0 }));

/** The newest version of each key that was deleted; S3 lists the newest first. */
function photosOf(
  page: ListObjectVersionsCommandOutput,
  deletedAt: ReadonlyMap<string, number>,
): DeletedPhoto[] {
  const photos = new Map<string, DeletedPhoto>();
  for (const version of page.Versions ?? []) {
    const photo = photoOf(objectInfo(version, page));
    const at = deletedAt.get(photo.key);
    if (at === undefined || photos.has(photo.key)) continue;
    photos.set(photo.key, { ...photo, versionId: version.VersionId ?? '', deletedAt: at });
  }
  return [...photos.values()];
}

/** Albums' markers are empty, and what Shoebox keeps for itself makes itself again. */
const isPhoto = ({ settings: { folder } }: Bucket, { key, size, name }: DeletedPhoto): boolean =>
  size > 0 && name !== '' && !isInternalKey(folder, key);
