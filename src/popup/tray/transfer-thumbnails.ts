import { getBlob } from '../../blobs/blob-store';
import { guardDecoding } from '../../blobs/decode-guard';
import { makeThumbnail } from '../../blobs/make-thumbnail';
import { deleteThumbnailsExcept, getThumbnail, putThumbnail } from '../../blobs/transfer-thumbnail-store';
import type { DiagnosticEvent } from '../../core/diagnostics';
import { mayHavePicture } from '../../core/file-kind';
import { isImageType } from '../../core/media-type';
import { sleep } from '../../core/promises';
import type { TransferView } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import { createTaskQueue } from '../../ui/task-queue';
import { loadPhotoThumbnail } from '../model/photo-thumbnails';

/** A picture is decoded as a whole to make a small one of it: one at a time. */
const queue = createTaskQueue(1, error => reportFromPage('tray.make-thumbnail', error));

/** So much longer than it took to make one, nothing is made: the upload needs the processor and the disk as well. */
const PAUSE_FACTOR = 4;

/** Addresses by the transfer's id; null where there is nothing to show. */
const known = createCache<string | null>();

/** The address of a transfer's small picture; null when it has none, undefined when nobody asked yet. */
export const cachedThumbnail = (id: string): string | null | undefined => known.get(id);

/**
 * From the store, or made of the bytes that still wait for S3. Shown when its turn comes, unless `signal` is aborted by
 * then.
 */
export async function loadThumbnail(
  transfer: TransferView,
  signal: AbortSignal,
  show: (url: string | null) => void,
): Promise<void> {
  const found = (blob: Blob | null): void => {
    const url = blob === null ? null : URL.createObjectURL(blob);
    known.set(transfer.id, url);
    if (!signal.aborted) show(url);
  };
  const stored = await getThumbnail(transfer.id).catch(noneAfter('tray.read-thumbnail'));
  if (stored !== null) return found(stored);
  if (!mayBePicture(transfer)) return found(null);
  queue.add(async () => {
    const startedAt = performance.now();
    found(await makeAndStore(transfer).catch(noneAfter('tray.make-thumbnail')));
    const took = performance.now() - startedAt;
    await sleep(took * PAUSE_FACTOR);
  }, signal);
}

/** For `catch`: the tray works without it, the icon of its file type stays. */
const noneAfter =
  (event: DiagnosticEvent) =>
  (error: unknown): null => {
    reportFromPage(event, error);
    return null;
  };

const mayBePicture = ({ bytes, state }: TransferView): boolean =>
  bytes !== null && state !== 'saved' && isImageType(bytes.mediaType);

async function makeAndStore({ id, bytes }: TransferView): Promise<Blob | null> {
  const picture = bytes === null ? null : await getBlob(bytes.blobId);
  if (picture === null || bytes === null) return null;
  const thumbnail = await guardDecoding(picture, () =>
    makeThumbnail(picture.slice(0, picture.size, bytes.mediaType)),
  );
  if (thumbnail !== null) await putThumbnail(id, thumbnail);
  return thumbnail;
}

/** As the album shows the photo that it has become, if it does. */
export async function loadSavedThumbnail(
  { key, name, bytes, etag }: TransferView,
  signal: AbortSignal,
  show: (url: string) => void,
): Promise<void> {
  if (key === null || bytes === null || !mayHavePicture({ name, size: bytes.size })) return;
  const photo = { key, name, size: bytes.size, etag: etag ?? '', lastModified: 0, storedAt: 0 };
  await loadPhotoThumbnail({
    photo,
    signal,
    isVisible: () => true,
    show(url) {
      if (url !== null && !signal.aborted) show(url);
    },
  });
}

/** It can't be shown after all. */
export const forgetThumbnail = (id: string): void => known.set(id, null);

/** Away with those of transfers that are on the list no more. */
export async function deleteStaleThumbnails(ids: ReadonlySet<string>): Promise<void> {
  await deleteThumbnailsExcept(ids).catch(noneAfter('tray.tidy-thumbnails'));
}
