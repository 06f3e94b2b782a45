import { makeAlbumThumbnail, validatedThumbnail } from '../blobs/album-thumbnail';
import { guardDecoding } from '../blobs/decode-guard';
import { cachedThumbnails, cacheThumbnail, uncacheThumbnails } from '../blobs/photo-thumbnail-cache';
import { thumbnailFromHead } from '../blobs/thumbnail-from-head';
import { isImageType } from '../core/media-type';
import { NEVER_ABORTED } from '../core/promises';
import type { ExpectedObject } from '../core/s3-object';
import { thumbnailIdOf } from '../core/thumbnail-key';
import type { Transfer } from '../core/transfer';
import { createThumbnailService, type ThumbnailService } from '../thumbnails/thumbnail-service';
import { report } from './diagnostics';
import { environment } from './environment';
import { setActivity } from './keepalive';
import { loadPreferences } from './settings-store';
import { sideEffect } from './side-effects';
import { openThumbnailBucket } from './thumbnail-bucket';

export const openPhotoThumbnails = (): ThumbnailService =>
  createThumbnailService({
    openBucket: openThumbnailBucket,
    cache: { get: async id => (await cachedThumbnails([id], report))[0], put: cacheThumbnail },
    make: picture => guardDecoding(picture, () => makeAlbumThumbnail(picture)),
    makeFromHead: head => guardDecoding(head, () => thumbnailFromHead(head)),
    validate: validatedThumbnail,
    mayStore: async () => (await loadPreferences()).storeThumbnails,
    sleep: ms => environment.sleep(ms, NEVER_ABORTED),
    now: () => performance.now(),
    onActivity: activity => setActivity('thumbnails', activity),
    report,
  });

/** Makes the thumbnail of a picture that was just stored, while its bytes are in memory. */
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

/** Called when photos are deleted for good: removes their thumbnails from this computer, and stores no more of them. */
export async function forgetThumbnails(
  thumbnails: ThumbnailService,
  photos: readonly ExpectedObject[],
): Promise<void> {
  thumbnails.discardPending(photos);
  const ids = photos.map(thumbnailIdOf).filter(id => id !== null);
  await sideEffect('thumbnails.uncache', () => uncacheThumbnails(ids));
}
