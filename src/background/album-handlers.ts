import { findCover, listAlbum, listAlbums } from '../aws/album-listing';
import { createAlbum } from '../aws/albums';
import type { Bucket } from '../aws/bucket';
import { deleteAlbum, deleteKeys, measureAlbum } from '../aws/deletion';
import { presignObject } from '../aws/presign';
import type { Album, Photo } from '../core/album';
import type { PhotoView } from '../messaging/protocol';
import type { CallHandlers, StreamHandlers } from '../messaging/server';
import { currentBucket } from './current-bucket';
import { forgetAlbum, rememberAlbum, rememberAlbums } from './known-albums-store';

type AlbumCalls = Pick<
  CallHandlers,
  'albums.list' | 'albums.page' | 'albums.cover' | 'albums.create' | 'photos.delete' | 'photos.link'
>;
type AlbumStreams = Pick<StreamHandlers, 'albums.measure' | 'albums.delete'>;

const withUrl = async (bucket: Bucket, photo: Photo): Promise<PhotoView> => ({
  ...photo,
  url: (await presignObject(bucket, photo.key)).url,
});

/** `onAlbumsChange` runs after each change of what is known of the albums: the menu shows it. */
export const albumCalls = (onAlbumsChange: () => Promise<void>): AlbumCalls => ({
  'albums.list': () => refreshAlbums(onAlbumsChange),
  async 'albums.page'({ prefix, token }) {
    const bucket = await currentBucket();
    const page = await listAlbum(bucket, prefix, token);
    return { ...page, photos: await Promise.all(page.photos.map(photo => withUrl(bucket, photo))) };
  },
  async 'albums.cover'({ prefix }) {
    const bucket = await currentBucket();
    const cover = await findCover(bucket, prefix);
    return cover === null ? null : withUrl(bucket, cover);
  },
  async 'albums.create'({ parent, name }) {
    const bucket = await currentBucket();
    const album = await createAlbum(bucket, parent, name);
    if (parent === bucket.settings.folder) await rememberAlbum(album);
    await onAlbumsChange();
    return album;
  },
  'photos.delete': async ({ keys }) => deleteKeys(await currentBucket(), keys),
  'photos.link': async ({ key }) => presignObject(await currentBucket(), key),
});

/** The albums from S3, remembered for the menu and the popup's next opening. */
export async function refreshAlbums(onAlbumsChange: () => Promise<void>): Promise<Album[]> {
  const albums = await listAlbums(await currentBucket());
  await rememberAlbums(albums);
  await onAlbumsChange();
  return albums;
}

/** `whileWorking` holds the worker awake: a deletion goes on when the page that asked for it is closed. */
export const albumStreams = (
  onAlbumsChange: () => Promise<void>,
  whileWorking: <Value>(work: AsyncIterable<Value>) => AsyncIterable<Value>,
): AlbumStreams => ({
  async *'albums.measure'({ prefix }, signal) {
    for await (const measure of measureAlbum(await currentBucket(), prefix)) {
      if (signal.aborted) return;
      yield measure;
    }
  },
  async *'albums.delete'({ prefix }) {
    const bucket = await currentBucket();
    for await (const progress of whileWorking(deleteAlbum(bucket, prefix))) {
      if (progress.complete && progress.failures.length === 0) {
        await forgetAlbum(prefix);
        await onAlbumsChange();
      }
      yield { ...progress, failures: [...progress.failures] };
    }
  },
});
