import { guardDecoding } from '../blobs/decode-guard';
import { makeThumbnail } from '../blobs/make-thumbnail';
import { putThumbnail } from '../blobs/transfer-thumbnail-store';
import { DEFAULT_PREFERENCES, type Preferences } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { copyLinksAfterSaving } from './links';
import { notify, notifyOfBatch } from './notifications';
import { loadPreferences } from './settings-store';
import { reportedAs, sideEffect } from './side-effects';

interface KnownTransfers {
  all(): Promise<readonly Transfer[]>;
}

/** One after the other: the last one of a series counts all before it. */
const enqueue = serialQueue();

/**
 * Notifies the user how a transfer ended, if they want that. Files that were added in the album manager are seen there, so only
 * their failures are notified. Nothing waits for it: the transfer has ended already.
 * @param image its bytes, while they are in memory
 */
export function notifyOfTransfer(transfers: KnownTransfers, transfer: Transfer, image: Blob | null): void {
  void sideEffect('notification.transfer', async () => {
    const wanted = await loadPreferences().catch(reportedAs('notification.preference', DEFAULT_PREFERENCES));
    const { notifications } = wanted;
    if (transfer.source.kind === 'web') await notifyOfCapture(transfers, transfer, image, notifications);
    else if (transfer.state === 'failed' && notifications !== 'none') await notify(transfer, null, null);
  });
}

/** A note says that it was saved in another way than was wanted. */
const isToldOf = (batch: readonly Transfer[], wanted: Preferences['notifications']): boolean =>
  wanted === 'all' ||
  (wanted === 'failures' && batch.some(({ state, note }) => state === 'failed' || note !== null));

async function notifyOfCapture(
  transfers: KnownTransfers,
  transfer: Transfer,
  image: Blob | null,
  wanted: Preferences['notifications'],
): Promise<void> {
  const thumbnail = await storeTransferThumbnail(transfer, image).catch(reportedAs('thumbnail.make', null));
  const batch = batchOf(transfer, await transfers.all());
  const copied = await copyLinksAfterSaving(batch).catch(reportedAs('links.copy-after-saving', null));
  if (!isToldOf(batch, wanted)) return;
  if (batch.length > 1) return notifyOfBatch(batch, copied);
  await enqueue(async () => {
    const [last = transfer, ...earlier] = wanted === 'all' ? seriesOf(transfer, await transfers.all()) : [];
    // One that ended later counts this one as well.
    if (last.id === transfer.id) await notify(transfer, thumbnail, copied, earlier);
  });
}

/** Pictures that are saved within so long of each other are one series: about as long as choosing the next one takes. */
const SERIES_MS = 60_000;

/** A note, or that it was there already, is said of one picture: where several are counted it would be lost. */
const mayBeCounted = ({ state, source, outcome, note }: Transfer): boolean =>
  state === 'saved' && source.kind === 'web' && outcome !== 'already-there' && note === null;

/** What was saved one by one into the same album, each shortly after another, this transfer among them; the last one first. */
export function seriesOf(transfer: Transfer, all: readonly Transfer[]): readonly Transfer[] {
  const { bucket, album } = transfer;
  if (!mayBeCounted(transfer)) return [transfer];
  const singles = all
    .filter(mayBeCounted)
    .filter(one => one.bucket === bucket && one.album === album && batchOf(one, all).length === 1)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const series: Transfer[] = [];
  for (const one of singles) {
    const later = series.at(-1) ?? one;
    if ((later.endedAt ?? 0) - (one.endedAt ?? 0) > SERIES_MS) {
      if (series.some(({ id }) => id === transfer.id)) break;
      series.length = 0;
    }
    series.push(one);
  }
  return series;
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
