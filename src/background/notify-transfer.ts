import type { Transfer } from '../core/transfer';
import type { Transfers } from '../transfers/transfers';
import { batchOf } from './batches';
import { copyLinksAfterSaving } from './copy-after-saving';
import { notify, notifyOfBatch } from './notifications';
import { reportedAs, sideEffect } from './side-effects';
import { storeTransferThumbnail } from './transfer-thumbnail';

/**
 * Tells a person how a transfer ended: what they added in the album manager is seen there, unless it failed; what was
 * saved from a page shows itself. Nobody waits for it: the transfer has ended as it has.
 * @param image its bytes, while they are at hand
 */
export function notifyOfTransfer(
  transfers: Pick<Transfers, 'all'>,
  transfer: Transfer,
  image: Blob | null,
): void {
  void sideEffect('notification.transfer', async () => {
    if (transfer.source.kind === 'web') await tellOfCapture(transfers, transfer, image);
    else if (transfer.state === 'failed') await notify(transfer, null, null);
  });
}

async function tellOfCapture(
  transfers: Pick<Transfers, 'all'>,
  transfer: Transfer,
  image: Blob | null,
): Promise<void> {
  const thumbnail = await storeTransferThumbnail(transfer, image).catch(reportedAs('thumbnail.make', null));
  const batch = batchOf(transfer, await transfers.all());
  const copied = await copyLinksAfterSaving(batch).catch(reportedAs('links.copy-after-saving', null));
  await (batch.length > 1 ? notifyOfBatch(batch, copied) : notify(transfer, thumbnail, copied));
}
