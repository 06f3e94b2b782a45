import { listAlbum, listAlbums, measureAlbum } from '../aws/album-listing';
import { createAlbum } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { findCover, setCover } from '../aws/covers';
import { listDeleted } from '../aws/deleted-listing';
import { headObject } from '../aws/objects';
import { presignObject } from '../aws/presign';
import type { Album } from '../core/album';
import { hexOfBase64 } from '../core/encoding';
import { ShoeboxError } from '../core/failure';
import { NEVER_ABORTED } from '../core/promises';
import { ORIGINAL_SHA256, provenanceIn } from '../core/provenance';
import { bucketIdentity } from '../core/settings';
import type { HiddenObjects } from '../jobs/jobs';
import type { PhotoDetails } from '../messaging/protocol';
import { rememberAlbum, rememberAlbums } from './album-cache';
import { assertInPrefix, notInPrefix } from './assert-in-prefix';
import { rebuildMenu } from './context-menu';
import { currentBucket } from './current-bucket';
import type { CallHandlers, StreamHandlers } from './message-server';
import { objectLinks } from './object-links';
import { loadPreferences } from './preferences-store';

type AlbumCalls = Pick<
  CallHandlers,
  | 'albums.list'
  | 'albums.cover'
  | 'albums.set-cover'
  | 'albums.create'
  | 'photos.details'
  | 'photos.link'
  | 'photos.share'
>;
type AlbumStreams = Pick<StreamHandlers, 'albums.contents' | 'albums.deleted' | 'albums.measure'>;

/** Tells what lists are not to show, since it is on its way elsewhere. */
type HiddenNow = () => Promise<HiddenObjects>;

export const albumCalls = (hiddenNow: HiddenNow): AlbumCalls => ({
  'albums.list': () => refreshAlbums(hiddenNow),
  'albums.cover': async ({ prefix }) => findCover(await currentBucket(), prefix),
  async 'albums.set-cover'({ prefix, key }) {
    const bucket = await currentBucket();
    assertInPrefix(bucket, prefix);
    if (!key.startsWith(prefix) || key.endsWith('/')) throw notInPrefix(key);
    await setCover(bucket, prefix, key);
    return undefined;
  },
  async 'albums.create'({ parent, name }) {
    const bucket = await currentBucket();
    const album = await createAlbum(bucket, parent, name);
    // Neither fails: the album is there.
    if (parent === bucket.settings.folder) await rememberAlbum(bucketIdentity(bucket.settings), album);
    await rebuildMenu();
    return album;
  },
  'photos.details': async ({ key }) => detailsOf(await currentBucket(), key),
  'photos.link': async ({ key }) => presignObject(await currentBucket(), { key }),
  async 'photos.share'({ keys }) {
    const [bucket, { links }] = await Promise.all([currentBucket(), loadPreferences()]);
    return objectLinks(bucket, keys, links);
  },
});

/** In base64. */
const isSha256 = (text: string): boolean => /^[\w+/]{43}=$/.test(text);

async function detailsOf(bucket: Bucket, key: string): Promise<PhotoDetails> {
  const stored = await headObject(bucket, { key }, NEVER_ABORTED);
  if (stored === null) throw new ShoeboxError('object-not-found', { key });
  const { metadata } = stored;
  const original = metadata[ORIGINAL_SHA256];
  return {
    provenance: provenanceIn(metadata),
    // Anybody may have written it.
    originalSha256: original !== undefined && isSha256(original) ? hexOfBase64(original) : null,
  };
}

let listingsBegun = 0;
/** Which of them, counted as they began, was remembered. */
let listingRemembered = 0;

/**
 * The albums from S3, remembered for the menu and the popup's next opening, unless a listing that began later has been
 * remembered meanwhile: this one may not know what was made or renamed since.
 */
export async function refreshAlbums(hiddenNow: HiddenNow): Promise<Album[]> {
  listingsBegun += 1;
  const listing = listingsBegun;
  const bucket = await currentBucket();
  const listed = await listAlbums(bucket);
  const { prefixes } = await hiddenNow();
  const albums = listed.filter(({ prefix }) => !prefixes.includes(prefix));
  if (listing < listingRemembered) return albums;
  listingRemembered = listing;
  await rememberAlbums(bucketIdentity(bucket.settings), albums);
  await rebuildMenu();
  return albums;
}

export const albumStreams = (hiddenNow: HiddenNow): AlbumStreams => ({
  async *'albums.contents'({ prefix }, signal) {
    for await (const page of listAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      // Asked afterwards: what has gone on its way meanwhile is hidden as well.
      const { keys, prefixes } = await hiddenNow();
      yield {
        ...page,
        albums: page.albums.filter(album => !prefixes.includes(album.prefix)),
        photos: keys.size === 0 ? page.photos : page.photos.filter(({ key }) => !keys.has(key)),
      };
    }
  },
  async *'albums.deleted'({ prefix }, signal) {
    for await (const page of listDeleted(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      const { restoring } = await hiddenNow();
      yield { ...page, photos: page.photos.filter(({ key }) => !restoring.has(key)) };
    }
  },
  async *'albums.measure'({ prefix }, signal) {
    for await (const measure of measureAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      yield measure;
    }
  },
});
