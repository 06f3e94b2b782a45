import { makeThumbnail } from '../blobs/make-thumbnail';
import { putThumbnail } from '../blobs/transfer-thumbnail-store';
import type { Transfer } from '../core/transfer';
import { sideEffect } from './side-effects';

/**
 * The picture of a transfer, small, for its notification and kept for the tray: made once, while its bytes are at
 * hand. Null when it can't be drawn.
 */
export async function storeTransferThumbnail(
  { id, bytes }: Transfer,
  image: Blob | null,
): Promise<Blob | null> {
  if (image === null) return null;
  // By what it is, not by what its server called it.
  const thumbnail = await makeThumbnail(image.slice(0, image.size, bytes?.mediaType));
  // The tray goes on without.
  if (thumbnail !== null) await sideEffect('thumbnail.keep', () => putThumbnail(id, thumbnail));
  return thumbnail;
}
