import { type Album, albumNameOfSegment, albumOfPrefix } from '../core/album';
import { fileNameOfKey, MAX_KEY_BYTES, shownNameOfKey, splitExtension } from '../core/object-key';
import type { ObjectInfo, Photo } from '../core/s3-object';
import { isInternalKey } from '../core/thumbnail-key';
import type { Bucket } from './bucket';
import { listObjects, listObjectsOnce, listPages, type ObjectsPage } from './list-objects';

/** What lies directly in an album: at most 1000 entries, S3's page size. */
export interface AlbumPage {
  readonly albums: readonly Album[];
  readonly photos: readonly Photo[];
  readonly isLast: boolean;
}

/** As old as S3 says; whoever knows that it is a copy corrects that. */
export const photoOf = (object: ObjectInfo): Photo => ({
  ...object,
  name: shownNameOfKey(object.key),
  storedAt: object.lastModified,
});

/**
 * The entries directly in an album, page by page. The AWS example put photos under `album//photo.jpg`, and other tools
 * under more slashes: what lies in such twins of the album comes last.
 */
export async function* listAlbum(bucket: Bucket, prefix: string): AsyncGenerator<AlbumPage, void, undefined> {
  for (let here: string | null = prefix; here !== null; ) {
    const twin: string = `${here}/`;
    let hasTwin = false;
    for await (const page of listPages(bucket, { prefix: here, delimiter: '/' })) {
      hasTwin ||= here !== '' && twin.length <= MAX_KEY_BYTES && page.prefixes.includes(twin);
      yield { ...entriesOf(bucket, here, page), isLast: page.next === null && !hasTwin };
    }
    here = hasTwin ? twin : null;
  }
}

function entriesOf(
  { settings: { folder } }: Bucket,
  here: string,
  { objects, prefixes }: ObjectsPage,
): Pick<AlbumPage, 'albums' | 'photos'> {
  const inside = objects.filter(({ key }) => key !== here);
  const markers = here === folder ? inside.filter(isExampleMarker) : [];
  const below = prefixes.filter(
    prefix => !isInternalKey(folder, prefix) && (here === '' || prefix !== `${here}/`),
  );
  const albums = new Set([...below, ...markers.map(marker => `${marker.key}/`)]);
  return {
    albums: [...albums].map(albumOfPrefix),
    photos: inside.filter(object => !markers.includes(object)).map(photoOf),
  };
}

/** All albums directly below the folder, each once. */
export async function listAlbums(bucket: Bucket): Promise<Album[]> {
  const albums = new Map<string, Album>();
  for await (const page of listAlbum(bucket, bucket.settings.folder))
    for (const album of page.albums) albums.set(album.prefix, album);
  return [...albums.values()];
}

/** Running totals of an album with everything below it. */
export async function* measureAlbum(
  bucket: Bucket,
  prefix: string,
): AsyncGenerator<{ count: number; bytes: number; complete: boolean }, void, undefined> {
  let count = 0;
  let bytes = 0;
  for await (const { objects } of listPages(bucket, { prefix })) {
    const counted = objects.filter(({ key }) => !key.endsWith('/')); // markers of albums
    count += counted.length;
    bytes += counted.reduce((sum, { size }) => sum + size, 0);
    yield { count, bytes, complete: false };
  }
  yield { count, bytes, complete: true };
}

/**
 * The AWS example marks an album with an empty object called like it, percent-encoded and without a slash. What begins
 * with a dot or an underscore is another tool's (`.keep`; `_SUCCESS`: Hadoop hides such names, `FileInputFormat`).
 */
function isExampleMarker({ key, size }: ObjectInfo): boolean {
  const name = fileNameOfKey(key);
  return (
    size === 0 &&
    !/^[._]/.test(name) &&
    splitExtension(name).extension === '' &&
    encodeURIComponent(albumNameOfSegment(name)) === name
  );
}

/**
 * Where the AWS example's marker of an album would be; null for one that is none of its: it made them below the folder
 * only.
 */
function exampleMarkerKey({ settings: { folder } }: Bucket, prefix: string): string | null {
  const bare = prefix.slice(0, -1);
  return bare.slice(folder.length).includes('/') ? null : bare;
}

const markerIn = ({ objects: [first] }: ObjectsPage, key: string): ObjectInfo | null =>
  first?.key === key && isExampleMarker(first) ? first : null;

/** Whether there is an album that the AWS example marked. */
export async function hasExampleMarker(bucket: Bucket, prefix: string): Promise<boolean> {
  const key = exampleMarkerKey(bucket, prefix);
  return key !== null && markerIn(await listObjects(bucket, { prefix: key, maxKeys: 1 }), key) !== null;
}

/** The AWS example's marker of an album, asked for once; null without one. */
export async function findExampleMarker(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): Promise<ObjectInfo | null> {
  const key = exampleMarkerKey(bucket, prefix);
  if (key === null) return null;
  return markerIn(await listObjectsOnce(bucket, { prefix: key, maxKeys: 1 }, signal), key);
}
