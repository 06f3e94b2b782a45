import { isShoeboxError, ShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { MULTIPART_THRESHOLD_BYTES } from '../core/parts';
import { TRANSFER_ID } from '../core/provenance';
import type { KeyedQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { uploadMultipart } from './multipart-upload';
import { putObject } from './put-object';
import type { Reservations } from './reservations';
import type { UploadContext, UploadResult } from './upload-context';

/** The key that a transfer asks for first; null when it has none to ask for, or its name leaves no room for one. */
export function firstKeyOf({ album, bytes, name }: Transfer): string | null {
  if (album === null || bytes === null) return null;
  try {
    return objectKey(album, name, 1);
  } catch (error) {
    // The upload itself tells of it.
    if (isShoeboxError(error)) return null;
    throw error;
  }
}

/** Whether an object of this size goes up in parts. */
export const isLarge = (size: number): boolean => size > MULTIPART_THRESHOLD_BYTES;

/**
 * Puts the bytes of a transfer into its album. Nothing is ever overwritten or stored twice; what an earlier,
 * interrupted attempt of this very transfer stored is recognised.
 */
export async function upload(
  context: Omit<UploadContext, 'mediaType' | 'metadata' | 'reserve'>,
  reservations: Reservations,
  { run }: KeyedQueue,
): Promise<UploadResult> {
  const { transfer, body, signal } = context;
  const { id, album, name, bytes } = transfer;
  if (bytes !== null && bytes.size !== body.size) throw new ShoeboxError('bytes-changed');
  const full: UploadContext = {
    ...context,
    mediaType: bytes?.mediaType || 'application/octet-stream',
    metadata: { ...transfer.metadata, [TRANSFER_ID]: id },
    reserve: key => !context.isBeingRemoved(key) && reservations.reserve(key, id),
  };
  // Two of the same name and size may be the same bytes: the second looks at what became of the first.
  return run(JSON.stringify([transfer.bucket, album, name, body.size]), signal, () =>
    isLarge(body.size) ? uploadMultipart(full) : putObject(full),
  );
}
