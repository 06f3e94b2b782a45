import { ShoeboxError } from '../core/failure';
import type { Transfer } from '../core/transfer';
import { captured } from '../core/transfer-moves';
import type { TransferPorts } from './ports';
import type { TransferStore } from './transfer-store';

/** Gets pictures, and holds their bytes until the disk has them. */
export interface Captures {
  /** Resolves when the bytes are there: they can be sent from now on, while they are still being put on the disk. */
  capture(transfer: Transfer, signal: AbortSignal): Promise<void>;
  /** Bytes that the disk does not hold yet, or has refused. */
  inMemory(transferId: string): Blob | null;
  /** The bytes are needed no more. */
  release(transferId: string): void;
}

export function openCaptures(
  ports: Pick<TransferPorts, 'blobs' | 'capture' | 'environment' | 'report'>,
  store: TransferStore,
  onFailure: (transferId: string, error: unknown) => Promise<void>,
): Captures {
  const { blobs, environment, report } = ports;
  const inMemory = new Map<string, Blob>();

  async function putOnDisk(id: string, blob: Blob, blobId: string): Promise<void> {
    try {
      await blobs.put(blob, blobId);
    } catch (error) {
      // What is on its way to S3 can still arrive, from memory; what waits for the user needs the disk.
      const state = store.get(id)?.state;
      if (state !== 'choosing-album' && state !== 'paused') return;
      inMemory.delete(id);
      await onFailure(id, error);
      return;
    }
    inMemory.delete(id);
    const transfer = store.get(id);
    // It was cancelled, or saved, while its bytes were being written.
    if (transfer?.bytes?.blobId !== blobId || transfer.state === 'saved') await blobs.delete([blobId]);
  }

  return {
    async capture(transfer, signal) {
      const { source, album, createdAt } = transfer;
      if (source.kind === 'file') throw new ShoeboxError('file-unreadable');
      const got = await ports.capture({ source, album, createdAt }, signal);
      const { blob, mediaType, strategy, url, naming, metadata, note } = got;
      signal.throwIfAborted();
      const bytes = { blobId: environment.newId(), size: blob.size, mediaType, rung: strategy, url };
      inMemory.set(transfer.id, blob);
      // Neither is waited for: a worker instance that finds the note without the bytes gets the picture again.
      void store
        .change(transfer.id, latest => captured(latest, { naming, bytes, metadata, note }))
        .catch(error => onFailure(transfer.id, error));
      // What is left of it is deleted as an orphan at the next start.
      void putOnDisk(transfer.id, blob, bytes.blobId).catch(error => report('transfers.keep-bytes', error));
    },
    inMemory: id => inMemory.get(id) ?? null,
    release: id => void inMemory.delete(id),
  };
}
