import { headObject } from '../aws/objects';
import { makeAlbumThumbnail, validatedThumbnail } from '../blobs/album-thumbnail';
import { cachedThumbnails, cacheThumbnail, uncacheThumbnails } from '../blobs/photo-thumbnail-cache';
import { thumbnailFromHead } from '../blobs/thumbnail-from-head';
import { isImageType } from '../core/media-type';
import { NEVER_ABORTED } from '../core/promises';
import type { ExpectedObject } from '../core/s3-object';
import { thumbnailIdOf } from '../core/thumbnail-key';
import type { Transfer } from '../core/transfer';
import { createThumbnailService, type ThumbnailService } from '../thumbnails/thumbnail-service';
import { currentBucket } from './current-bucket';
import { report } from './diagnostics';
import { environment } from './environment';
import { setActivity } from './keepalive';
import type { CallHandlers } from './message-server';
import { loadPreferences } from './preferences-store';
import { sideEffect } from './side-effects';
import { openThumbnailBucket } from './thumbnail-bucket';

export const openPhotoThumbnails = (): ThumbnailService =>
  createThumbnailService({
    openBucket: openThumbnailBucket,
    cache: { get: async id => (await cachedThumbnails([id], report))[0], put: cacheThumbnail },
    make: makeAlbumThumbnail,
    makeFromHead: thumbnailFromHead,
    validate: validatedThumbnail,
    mayStore: async () => (await loadPreferences()).storeThumbnails,
    sleep: ms => environment.sleep(ms, NEVER_ABORTED),
    now: () => performance.now(),
    onActivity: activity => setActivity('thumbnails', activity),
    report,
  });

/** Has the thumbnail made of a picture that was just stored, while its bytes are at hand. */
export function saveThumbnailOf(
  thumbnails: ThumbnailService,
  transfer: Transfer,
  picture: Blob | null,
): void {
  const { key, etag, bytes, bucket, outcome, source } = transfer;
  if (picture === null || key === null || etag === null || outcome !== 'stored') return;
  if (!isImageType(bytes?.mediaType ?? '')) return;
  const bytesIn = source.kind === 'file' ? 'disk' : 'memory';
  thumbnails.photoSaved({ key, etag, size: picture.size, bucket, bytesIn }, picture);
}

/** The photos are being deleted, for good: nothing of them stays on this computer, and nothing more is stored. */
export async function forgetThumbnails(
  thumbnails: ThumbnailService,
  photos: readonly ExpectedObject[],
): Promise<void> {
  thumbnails.discardPending(photos);
  const ids = photos.map(thumbnailIdOf).filter(id => id !== null);
  await sideEffect('thumbnails.uncache', () => uncacheThumbnails(ids));
}

export const thumbnailCalls = (thumbnails: ThumbnailService): Pick<CallHandlers, 'photos.thumbnail'> => ({
  async 'photos.thumbnail'(photo) {
    const seen = photo.etag === '' ? await lookedUp(photo) : photo;
    return (await thumbnails.ensureCached(seen)) ? thumbnailIdOf(seen) : null;
  },
});

async function lookedUp(photo: ExpectedObject): Promise<ExpectedObject> {
  const stored = await headObject(await currentBucket(), { key: photo.key }, NEVER_ABORTED);
  return stored === null ? photo : { ...photo, size: stored.size, etag: stored.etag };
}
