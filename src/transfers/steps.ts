import { ShoeboxError } from '../core/failure';
import { bytesLost, captured, saved, type Transfer } from '../core/transfer';
import type { TransferPorts } from './ports';
import { upload } from './upload';

/**
 * Applies a move to the newest state of a transfer and writes it down; null when it was removed meanwhile, and
 * removed it stays.
 */
export type Change = (id: string, move: (transfer: Transfer) => Transfer) => Promise<Transfer | null>;

/** Gets the bytes of a picture and puts them on the disk. */
export async function captureStep(
  { blobs, captureImage }: TransferPorts,
  transfer: Transfer,
  signal: AbortSignal,
  change: Change,
): Promise<void> {
  if (transfer.source.kind === 'file') throw new ShoeboxError('file-unreadable');
  const image = await captureImage(transfer.source, signal);
  const blobId = await blobs.put(image.blob);
  const { name, mediaType, rung, note } = image;
  const bytes = { blobId, size: image.blob.size, mediaType, rung };
  const next = await change(transfer.id, latest => captured(latest, name, bytes, note));
  if (next === null) await blobs.delete(blobId);
}

/** Puts the bytes into the album; true once they are saved there. */
export async function uploadStep(
  ports: TransferPorts,
  transfer: Transfer,
  signal: AbortSignal,
  change: Change,
  onProgress: (bytes: number) => void,
): Promise<boolean> {
  const { album, bytes } = transfer;
  const store = await ports.openStore(transfer.bucket);
  const body = bytes === null ? null : await ports.blobs.get(bytes.blobId);
  if (body === null || album === null) {
    await change(transfer.id, bytesLost);
    return false;
  }
  const key = await upload(store, { ...transfer, album }, body, signal, onProgress);
  const next = await change(transfer.id, latest => saved(latest, key));
  if (next === null) return false;
  ports.onSettled(next, body);
  return true;
}
