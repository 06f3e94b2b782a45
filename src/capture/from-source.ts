import { boundedFetch, hostOf } from '../core/bounded-fetch';
import { type Failure, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import { originPattern } from '../core/s3-url';
import type { WebSource } from '../core/source';
import type { FetchedMedia, FetchRequest } from './fetch-request';

/** Decodes a `data:` URL. @throws ShoeboxError `source-empty`, `source-too-large` */
export async function fromDataUrl({ url, maxBytes, signal }: FetchRequest): Promise<FetchedMedia> {
  try {
    const fetched = await boundedFetch(url, { maxBytes, assertAllowed: () => {} }, signal);
    return { ...fetched, strategy: 'data-url', note: null };
  } catch (cause) {
    if (isShoeboxError(cause)) throw cause;
    throw new ShoeboxError('source-empty', { host: hostOf(url) || 'data:' }, { cause });
  }
}

/** Reads the blob store; null where there is no such blob. */
export type ReadBlob = (id: string) => Promise<Blob | null>;

/**
 * The picture as the page shows it, which the browser gave with the drag: that needs no access to any host.
 * @throws ShoeboxError `source-gone` when there is none.
 */
export async function fromDrag({ url, shownBlobId }: WebSource, readBlob: ReadBlob): Promise<FetchedMedia> {
  const blob = shownBlobId === undefined ? null : await readBlob(shownBlobId);
  if (blob === null) throw new ShoeboxError('source-gone');
  const contentType = blob.type === '' ? null : blob.type;
  return { blob, contentType, disposition: null, strategy: 'drag', note: takenAsShown(url) };
}

/** There may be a better version, which could not be fetched. For a picture inside its URL there is none. */
function takenAsShown(url: string): Failure | null {
  const origin = originPattern(url);
  if (origin === null) return null;
  const { host } = new URL(url.startsWith('blob:') ? new URL(url).origin : url);
  return toFailure(new ShoeboxError('source-taken-as-shown', { host, origin }));
}
