import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { type Album, albumNameOfSegment, albumOfPrefix, type Photo } from '../core/album';
import { fileNameOfKey, splitExtension } from '../core/object-key';
import { isInternalKey } from '../core/thumbnail-key';
import type { SizesPage } from '../transfers/ports';
import type { Bucket } from './bucket';
import { tellTokenEarly } from './early-token';
import { listedKey } from './listed-key';

/** What lies directly in an album: at most 1000 entries, S3's page size. */
export interface AlbumPage {
  readonly albums: readonly Album[];
  readonly photos: readonly Photo[];
  readonly isLast: boolean;
}

interface ListQuery {
  readonly prefix: string;
  readonly delimiter?: '/';
  readonly token?: string | null;
  readonly maxKeys?: number;
  /** Hears the token for the next page, null after the last one, before the page itself can be read. */
  readonly onToken?: (token: string | null) => void;
  /** Only keys after this one. */
  readonly after?: string;
}

const listCommand = (bucket: Bucket, query: ListQuery): ListObjectsV2Command => {
  const command = new ListObjectsV2Command({
    Bucket: bucket.settings.bucket,
    Prefix: query.prefix,
    Delimiter: query.delimiter,
    ContinuationToken: query.token ?? undefined,
    MaxKeys: query.maxKeys,
    ...(query.after && { StartAfter: query.after }),
    EncodingType: 'url',
  });
  if (query.onToken !== undefined) tellTokenEarly(command, query.onToken);
  return command;
};

/** A page with its keys decoded: S3 escapes them on request, since XML can't hold every character of a key. */
const decoded = (page: ListObjectsV2CommandOutput): ListObjectsV2CommandOutput => ({
  ...page,
  Contents: page.Contents?.map(object => ({ ...object, Key: listedKey(object.Key) })),
  CommonPrefixes: page.CommonPrefixes?.map(({ Prefix }) => ({ Prefix: listedKey(Prefix) })),
});

/** A page of a list that a page of ours waits for: tried a few times. */
export const listObjects = (bucket: Bucket, query: ListQuery): Promise<ListObjectsV2CommandOutput> =>
  bucket.attempt('s3:ListBucket', query.prefix, async () =>
    decoded(await bucket.s3.send(listCommand(bucket, query))),
  );

/** A page of a list, asked for once. */
export const listObjectsOnce = async (
  bucket: Bucket,
  query: ListQuery,
  signal: AbortSignal,
): Promise<ListObjectsV2CommandOutput> => {
  const command = listCommand(bucket, query);
  return decoded(
    await bucket.sendOnce('s3:ListBucket', query.prefix, signal, (s3, options) => s3.send(command, options)),
  );
};

/** Sizes of the objects whose keys begin with `prefix`, by key: a page of 1000 at most, asked for once. */
export async function listSizes(
  bucket: Bucket,
  prefix: string,
  token: string | null,
  signal: AbortSignal,
): Promise<SizesPage> {
  const page = await listObjectsOnce(bucket, { prefix, token }, signal);
  return {
    sizes: new Map(photosOf(page).map(({ key, size }) => [key, size])),
    next: page.NextContinuationToken ?? null,
  };
}

/** A page that was asked for, and the token for the next one: null after the last, and when there is no answer. */
interface PendingPage {
  readonly page: Promise<ListObjectsV2CommandOutput>;
  readonly next: Promise<string | null>;
}

/** Page after page; the next one is asked for as soon as S3 has told its token, while the last one is read and used. */
async function* pagesOf(
  bucket: Bucket,
  query: Pick<ListQuery, 'prefix' | 'delimiter'>,
): AsyncGenerator<ListObjectsV2CommandOutput, void, undefined> {
  const ask = (token: string | null): PendingPage => {
    let tell = (_token: string | null): void => {};
    const next = new Promise<string | null>(resolve => {
      tell = resolve;
    });
    const page = listObjects(bucket, { ...query, token, onToken: tell });
    // Whoever awaits the page hears why it failed.
    void Promise.allSettled([page]).then(([got]) =>
      tell((got.status === 'fulfilled' && got.value.NextContinuationToken) || null),
    );
    return { page, next };
  };
  for (let asked: PendingPage | null = ask(null); asked !== null; ) {
    const token: string | null = await asked.next;
    const following: PendingPage | null = token === null ? null : ask(token);
    yield await asked.page;
    asked = following;
  }
}

/** All keys below a prefix, page by page. */
export async function* listAll(bucket: Bucket, prefix: string): AsyncGenerator<Photo[], void, undefined> {
  for await (const page of pagesOf(bucket, { prefix })) yield photosOf(page);
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
 * The entries directly in an album, page by page. The AWS example put photos under `album//photo.jpg`: what lies in that
 * twin of the album comes last.
 */
export async function* listAlbum(bucket: Bucket, prefix: string): AsyncGenerator<AlbumPage, void, undefined> {
  const twin = `${prefix}/`;
  let hasTwin = false;
  for await (const page of pagesOf(bucket, { prefix, delimiter: '/' })) {
    hasTwin ||= prefix !== '' && prefixesOf(page).includes(twin);
    const isLast = page.NextContinuationToken === undefined && !hasTwin;
    yield { ...entriesOf(bucket, prefix, page), isLast };
  }
  if (!hasTwin) return;
  for await (const page of pagesOf(bucket, { prefix: twin, delimiter: '/' }))
    yield { ...entriesOf(bucket, twin, page), isLast: page.NextContinuationToken === undefined };
}

const prefixesOf = ({ CommonPrefixes }: ListObjectsV2CommandOutput): readonly string[] =>
  (CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? '');

function entriesOf(
  { settings: { folder } }: Bucket,
  here: string,
  page: ListObjectsV2CommandOutput,
): Pick<AlbumPage, 'albums' | 'photos'> {
  const objects = photosOf(page).filter(photo => photo.key !== here);
  const markers = here === folder ? objects.filter(isExampleMarker) : [];
  const inside = prefixesOf(page).filter(
    prefix => !isInternalKey(folder, prefix) && (here === '' || prefix !== `${here}/`),
  );
  const albums = new Set([...inside, ...markers.map(marker => `${marker.key}/`)]);
  return {
    albums: [...albums].map(albumOfPrefix),
    photos: objects.filter(photo => !markers.includes(photo)),
  };
}

/** The AWS example marks an album with an empty object called like it, percent-encoded and without a slash. */
const isExampleMarker = ({ name, size }: Photo): boolean =>
  size === 0 &&
  splitExtension(name).extension === '' &&
  encodeURIComponent(albumNameOfSegment(name)) === name;

/** Where the AWS example's marker of an album would be; null for one that is none of its: it made them below the folder only. */
function exampleMarkerKey({ settings: { folder } }: Bucket, prefix: string): string | null {
  const bare = prefix.slice(0, -1);
  return bare.slice(folder.length).includes('/') ? null : bare;
}

const markerIn = (page: ListObjectsV2CommandOutput, key: string): Photo | null => {
  const [first] = photosOf(page);
  return first?.key === key && isExampleMarker(first) ? first : null;
};

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
): Promise<Photo | null> {
  const key = exampleMarkerKey(bucket, prefix);
  if (key === null) return null;
  return markerIn(await listObjectsOnce(bucket, { prefix: key, maxKeys: 1 }, signal), key);
}

/** All albums directly below the folder, each once. */
export async function listAlbums(bucket: Bucket): Promise<Album[]> {
  const albums = new Map<string, Album>();
  for await (const page of listAlbum(bucket, bucket.settings.folder))
    for (const album of page.albums) albums.set(album.prefix, album);
  return [...albums.values()];
}
