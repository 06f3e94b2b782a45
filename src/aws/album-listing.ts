import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { type Album, albumNameOfSegment, albumOfPrefix, type Photo } from '../core/album';
import { isImageType, mediaTypeOfName } from '../core/media-type';
import { fileNameOfKey, splitExtension } from '../core/object-key';
import { isHidden } from '../core/thumbnail-key';
import type { Bucket } from './bucket';

/** What lies directly in an album: at most 1000 entries, S3's page size. */
export interface Listing {
  readonly albums: readonly Album[];
  readonly photos: readonly Photo[];
  /** For the next page; null when this was the last. */
  readonly next: string | null;
}

interface ListQuery {
  readonly prefix: string;
  readonly delimiter?: '/';
  readonly token?: string | null;
  readonly maxKeys?: number;
  /** Only keys after this one. */
  readonly after?: string;
}

/** One list request, keys decoded: S3 escapes them on request, since XML can't hold every character of a key. */
export async function listObjects(bucket: Bucket, query: ListQuery): Promise<ListObjectsV2CommandOutput> {
  const page = await bucket.attempt('s3:ListBucket', query.prefix, () =>
    bucket.s3.send(
      new ListObjectsV2Command({
        Bucket: bucket.settings.bucket,
        Prefix: query.prefix,
        Delimiter: query.delimiter,
        ContinuationToken: query.token ?? undefined,
        MaxKeys: query.maxKeys,
        ...(query.after && { StartAfter: query.after }),
        EncodingType: 'url',
      }),
    ),
  );
  const decode = (text: string | undefined): string => decodeURIComponent((text ?? '').replaceAll('+', ' '));
  return {
    ...page,
    Contents: page.Contents?.map(object => ({ ...object, Key: decode(object.Key) })),
    CommonPrefixes: page.CommonPrefixes?.map(({ Prefix }) => ({ Prefix: decode(Prefix) })),
  };
}

/** All keys below a prefix, page by page. */
export async function* listAll(bucket: Bucket, prefix: string): AsyncGenerator<Photo[], void, undefined> {
  let token: string | null = null;
  do {
    const page: ListObjectsV2CommandOutput = await listObjects(bucket, { prefix, token });
    yield photosOf(page);
    token = page.NextContinuationToken ?? null;
  } while (token !== null);
}

export const photosOf = (page: ListObjectsV2CommandOutput): Photo[] =>
  (page.Contents ?? []).map(object => ({
    key: object.Key ?? '',
    name: fileNameOfKey(object.Key ?? ''),
    size: object.Size ?? 0,
    lastModified: object.LastModified?.getTime() ?? 0,
    etag: object.ETag ?? '',
  }));

/**
 * Where a listing goes on: in the album itself, or in its `//` twin, where the AWS example put photos.
 * `twin` says that there is one.
 */
interface Position {
  readonly inTwin: boolean;
  readonly twin: boolean;
  readonly token: string | null;
}

const START: Position = { inTwin: false, twin: false, token: null };

/** The entries directly in an album, the AWS example's `album//photo.jpg` among them. */
export async function listAlbum(bucket: Bucket, prefix: string, token: string | null): Promise<Listing> {
  const at: Position = token === null ? START : JSON.parse(token); // our own words, coming back
  const here = at.inTwin ? `${prefix}/` : prefix;
  const page = await listObjects(bucket, { prefix: here, delimiter: '/', token: at.token });
  const prefixes = (page.CommonPrefixes ?? [])
    .map(common => common.Prefix ?? '')
    .filter(common => !isHidden(bucket.settings.folder, common));
  const twin = at.twin || (prefix !== '' && prefixes.includes(`${prefix}/`));
  const objects = photosOf(page).filter(photo => photo.key !== here);
  const markers = here === bucket.settings.folder ? objects.filter(isExampleMarker) : [];
  const albums = new Set([
    ...prefixes.filter(common => prefix === '' || common !== `${here}/`),
    ...markers.map(marker => `${marker.key}/`),
  ]);
  return {
    albums: [...albums].map(albumOfPrefix),
    photos: objects.filter(photo => !markers.includes(photo)),
    next: nextToken({ ...at, twin }, page.NextContinuationToken),
  };
}

function nextToken(at: Position, token: string | undefined): string | null {
  if (token !== undefined) return JSON.stringify({ ...at, token });
  return at.twin && !at.inTwin ? JSON.stringify({ inTwin: true, twin: true, token: null }) : null;
}

/** The AWS example marks an album with an empty object called like it, percent-encoded and without a slash. */
const isExampleMarker = ({ name, size }: Photo): boolean =>
  size === 0 &&
  splitExtension(name).extension === '' &&
  encodeURIComponent(albumNameOfSegment(name)) === name;

/** The AWS example's marker of an album: only directly below the folder, where the example made its albums. */
export async function exampleMarkerOf(bucket: Bucket, prefix: string): Promise<string | null> {
  const bare = prefix.slice(0, -1);
  if (bare.slice(bucket.settings.folder.length).includes('/')) return null;
  const [first] = photosOf(await listObjects(bucket, { prefix: bare, maxKeys: 1 }));
  return first?.key === bare && isExampleMarker(first) ? bare : null;
}

/** All albums directly below the folder, each once. */
export async function listAlbums(bucket: Bucket): Promise<Album[]> {
  const albums = new Map<string, Album>();
  let token: string | null = null;
  do {
    const page: Listing = await listAlbum(bucket, bucket.settings.folder, token);
    for (const album of page.albums) albums.set(album.prefix, album);
    token = page.next;
  } while (token !== null);
  return [...albums.values()];
}

/** How many of an album's first entries are looked at for a cover: one small request. */
const COVER_CANDIDATES = 50;

/** The first image of an album or of the albums in it; null when its first entries hold none. */
export async function findCover(bucket: Bucket, prefix: string): Promise<Photo | null> {
  const page = await listObjects(bucket, { prefix, maxKeys: COVER_CANDIDATES });
  return (
    photosOf(page).find(({ name, size }) => size > 0 && isImageType(mediaTypeOfName(name) ?? '')) ?? null
  );
}
