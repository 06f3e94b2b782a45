import { findCover, listAlbum, listAlbums } from '../aws/album-listing';
import { createAlbum } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { deleteAlbum, measureAlbum } from '../aws/deletion';
import { hexOfBase64 } from '../aws/hex';
import { headObject } from '../aws/objects';
import { presignObject } from '../aws/presign';
import type { Album } from '../core/album';
import { ShoeboxError } from '../core/failure';
import { ORIGINAL_SHA256, provenanceIn } from '../core/provenance';
import { bucketIdentity } from '../core/settings';
import type { PhotoDetails } from '../messaging/protocol';
import type { CallHandlers, StreamHandlers } from '../messaging/server';
import { rebuildMenu } from './context-menu';
import { currentBucket } from './current-bucket';
import { whileWorking } from './keep-awake';
import { forgetAlbum, rememberAlbum, rememberAlbums } from './known-albums-store';
import { loadPreferences } from './preferences-store';
import { sharedLink } from './shared-link';

type AlbumCalls = Pick<
  CallHandlers,
  'albums.list' | 'albums.cover' | 'albums.create' | 'photos.details' | 'photos.link' | 'photos.share'
>;
type AlbumStreams = Pick<StreamHandlers, 'albums.contents' | 'albums.measure' | 'albums.delete'>;

export const albumCalls: AlbumCalls = {
  'albums.list': () => refreshAlbums(),
  'albums.cover': async ({ prefix }) => findCover(await currentBucket(), prefix),
  async 'albums.create'({ parent, name }) {
    const bucket = await currentBucket();
    const album = await createAlbum(bucket, parent, name);
    if (parent === bucket.settings.folder) await rememberAlbum(bucketIdentity(bucket.settings), album);
    await rebuildMenu();
    return album;
  },
  'photos.details': async ({ key }) => detailsOf(await currentBucket(), key),
  'photos.link': async ({ key }) => presignObject(await currentBucket(), key),
  'photos.share': async ({ key }) => sharedLink(await currentBucket(), key, (await loadPreferences()).links),
};

/** In base64. */
const isSha256 = (text: string): boolean => /^[\w+/]{43}=$/.test(text);

async function detailsOf(bucket: Bucket, key: string): Promise<PhotoDetails> {
  const stored = await headObject(bucket, key, new AbortController().signal);
  if (stored === null) throw new ShoeboxError('object-not-found', { key });
  const { metadata } = stored;
  const original = metadata[ORIGINAL_SHA256];
  return {
    provenance: provenanceIn(metadata),
    // Anybody may have written it.
    originalSha256: original !== undefined && isSha256(original) ? hexOfBase64(original) : null,
  };
}

/** The albums from S3, remembered for the menu and the popup's next opening. */
export async function refreshAlbums(): Promise<Album[]> {
  const bucket = await currentBucket();
  const albums = await listAlbums(bucket);
  await rememberAlbums(bucketIdentity(bucket.settings), albums);
  await rebuildMenu();
  return albums;
}

export const albumStreams: AlbumStreams = {
  async *'albums.contents'({ prefix }, signal) {
    for await (const page of listAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      yield page;
    }
  },
  async *'albums.measure'({ prefix }, signal) {
    for await (const measure of measureAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      yield measure;
    }
  },
  /** Goes on, the worker awake, when the page that asked for it is closed. */
  async *'albums.delete'({ prefix }) {
    const bucket = await currentBucket();
    for await (const progress of whileWorking(deleteAlbum(bucket, prefix))) {
      if (progress.complete && progress.failures.length === 0) {
        await forgetAlbum(bucketIdentity(bucket.settings), prefix);
        await rebuildMenu();
      }
      yield { ...progress, failures: [...progress.failures] };
    }
  },
};
