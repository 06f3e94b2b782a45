import { guardDecoding } from '../blobs/decode-guard';
import { makeThumbnail } from '../blobs/make-thumbnail';
import { putThumbnail } from '../blobs/transfer-thumbnail-store';
import type { Transfer } from '../core/transfer';
import type { Transfers } from '../transfers/transfers';
import { copyLinksAfterSaving } from './links';
import { notify, notifyOfBatch } from './notifications';
import { reportedAs, sideEffect } from './side-effects';

/**
 * Notifies the user how a transfer ended. Files that were added in the album manager are seen there, so only their failures
 * are notified. Nothing waits for it: the transfer has ended already.
 * @param image its bytes, while they are in memory
 */
export function notifyOfTransfer(
  transfers: Pick<Transfers, 'all'>,
  transfer: Transfer,
  image: Blob | null,
): void {
  void sideEffect('notification.transfer', async () => {
    if (transfer.source.kind === 'web') await notifyOfCapture(transfers, transfer, image);
    else if (transfer.state === 'failed') await notify(transfer, null, null);
  });
}

async function notifyOfCapture(
  transfers: Pick<Transfers, 'all'>,
  transfer: Transfer,
  image: Blob | null,
): Promise<void> {
  const thumbnail = await storeTransferThumbnail(transfer, image).catch(reportedAs('thumbnail.make', null));
  const batch = batchOf(transfer, await transfers.all());
  const copied = await copyLinksAfterSaving(batch).catch(reportedAs('links.copy-after-saving', null));
  await (batch.length > 1 ? notifyOfBatch(batch, copied) : notify(transfer, thumbnail, copied));
}

/**
 * All that the user saved in one go, this transfer among them: these have the same `createdAt`. Of a long batch the first
 * ones may have left the list already.
 */
export const batchOf = (
  transfer: Pick<Transfer, 'createdAt' | 'source'>,
  all: readonly Transfer[],
): readonly Transfer[] =>
  all.filter(
    ({ createdAt, source }) => createdAt === transfer.createdAt && source.kind === transfer.source.kind,
  );

/**
 * Makes the thumbnail of a transfer for its notification, and stores it for the tray: once, while the bytes are in memory.
 * Null when it can't be drawn.
 */
async function storeTransferThumbnail({ id, bytes }: Transfer, image: Blob | null): Promise<Blob | null> {
  if (image === null) return null;
  // With the detected media type, not the one that the server claimed.
  const thumbnail = await guardDecoding(image, () =>
    makeThumbnail(image.slice(0, image.size, bytes?.mediaType)),
  );
  // Without it the tray shows an icon.
  if (thumbnail !== null) await sideEffect('thumbnail.keep', () => putThumbnail(id, thumbnail));
  return thumbnail;
}
