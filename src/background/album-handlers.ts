import { listAlbum, listAlbums, measureAlbum } from '../aws/album-listing';
import { createAlbum } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { previewAlbum, setCover } from '../aws/covers';
import { listDeleted } from '../aws/deleted-listing';
import type { Album } from '../core/album';
import type { AlbumPreview } from '../core/cover';
import { albumPrefixOf } from '../core/object-key';
import { type DatesOfAlbum, firstStored } from '../core/photo-dates';
import { settled } from '../core/promises';
import type { Photo } from '../core/s3-object';
import { bucketIdentity } from '../core/settings';
import type { HiddenObjects } from '../jobs/jobs';
import { openDates } from '../jobs/photo-dates';
import type { AlbumMeasure, AlbumPage, DeletedPage } from '../messaging/protocol';
import { rememberAlbum, rememberAlbums } from './album-cache';
import { rebuildMenu } from './context-menu';
import { assertInPrefix, currentBucket, notInPrefix } from './current-bucket';
import { report } from './diagnostics';
import { jobBucketOf } from './job-bucket';
import { learnFromAlbum } from './photo-catalog';
import { sideEffect } from './side-effects';

interface ByPrefix {
  readonly prefix: string;
}

/** What lists are not to show: jobs are about to move or delete it. */
type HiddenNow = () => Promise<HiddenObjects>;

export const albumHandlers = (hiddenNow: HiddenNow) => ({
  list: (): Promise<Album[]> => refreshAlbums(hiddenNow),
  preview: async ({ prefix }: ByPrefix): Promise<AlbumPreview> => previewAlbum(await currentBucket(), prefix),
  async setCover({ prefix, key }: ByPrefix & { readonly key: string }): Promise<void> {
    const bucket = await currentBucket();
    assertInPrefix(bucket, prefix);
    if (!key.startsWith(prefix) || key.endsWith('/')) throw notInPrefix(key);
    await setCover(bucket, prefix, key);
  },
  async create({ parent, name }: { readonly parent: string; readonly name: string }): Promise<Album> {
    const bucket = await currentBucket();
    const album = await createAlbum(bucket, parent, name);
    // Neither fails: the album is there.
    if (parent === bucket.settings.folder) await rememberAlbum(bucketIdentity(bucket.settings), album);
    await rebuildMenu();
    return album;
  },
  async *contents({ prefix }: ByPrefix, signal: AbortSignal): AsyncGenerator<AlbumPage, void, undefined> {
    const bucket = await currentBucket();
    const dates = datesIn(bucket, signal);
    void settled(dates(prefix)); // asked for together with the first page
    const begunAt = Date.now();
    const listed = { photos: [] as Photo[], albums: [] as Album[] };
    for await (const page of listAlbum(bucket, prefix)) {
      listed.albums.push(...page.albums);
      const known = await dates(albumPrefixOf(page.photos[0]?.key ?? prefix));
      if (signal.aborted) return;
      // Read after the page, so that what a job took on meanwhile is hidden as well.
      const { keys, prefixes } = await hiddenNow();
      const photos = page.photos.map(photo => ({ ...photo, storedAt: firstStored(known, photo) }));
      listed.photos.push(...photos);
      yield {
        ...page,
        albums: page.albums.filter(album => !prefixes.includes(album.prefix)),
        photos: photos.filter(({ key }) => !keys.has(key)),
      };
    }
    const identity = bucketIdentity(bucket.settings);
    void sideEffect('catalog.learn', () => learnFromAlbum(identity, prefix, listed, begunAt));
  },
  async *deleted({ prefix }: ByPrefix, signal: AbortSignal): AsyncGenerator<DeletedPage, void, undefined> {
    for await (const page of listDeleted(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      const { restoring } = await hiddenNow();
      yield { ...page, photos: page.photos.filter(({ key }) => !restoring.has(key)) };
    }
  },
  async *measure({ prefix }: ByPrefix, signal: AbortSignal): AsyncGenerator<AlbumMeasure, void, undefined> {
    for await (const measure of measureAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      yield measure;
    }
  },
});

/** An album is shown without them when they take longer. */
const DATES_PATIENCE_MS = 5_000;

/** When photos were first stored; each request is sent once. */
const datesIn = (bucket: Bucket, signal: AbortSignal): DatesOfAlbum => {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(DATES_PATIENCE_MS)]);
  return openDates({
    bucket: jobBucketOf(bucket),
    send: send => send(stop),
    report: (event, error) => signal.aborted || report(event, error),
  });
};

let listingsBegun = 0;
/** The number of the latest listing that was remembered, counted as they began. */
let listingRemembered = 0;

/**
 * Lists the albums in S3 and remembers them for the menu and the popup's next opening, unless a listing that began later
 * has been remembered meanwhile: this one may not know what was created or renamed since.
 */
export async function refreshAlbums(hiddenNow: HiddenNow): Promise<Album[]> {
  listingsBegun += 1;
  const listing = listingsBegun;
  const bucket = await currentBucket();
  const begunAt = Date.now();
  const listed = await listAlbums(bucket);
  const { settings } = bucket;
  void sideEffect('catalog.learn', () =>
    learnFromAlbum(bucketIdentity(settings), settings.folder, { photos: null, albums: listed }, begunAt),
  );
  const { prefixes } = await hiddenNow();
  const albums = listed.filter(({ prefix }) => !prefixes.includes(prefix));
  if (listing < listingRemembered) return albums;
  listingRemembered = listing;
  await rememberAlbums(bucketIdentity(settings), albums);
  await rebuildMenu();
  return albums;
}
