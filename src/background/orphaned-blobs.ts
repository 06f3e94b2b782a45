import { deleteBlobsExcept } from '../blobs/blob-store';
import type { Transfers } from '../transfers/transfers';

/** Bytes that no transfer speaks for after this long were left by a page that died before it handed them over. */
const ORPHANED_AFTER_MS = 60 * 60_000;

export async function removeOrphanedBlobs(transfers: Transfers): Promise<void> {
  await deleteBlobsExcept(id => transfers.isBlobInUse(id), Date.now() - ORPHANED_AFTER_MS);
}
