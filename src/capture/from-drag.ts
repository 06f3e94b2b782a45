import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { originPattern } from '../core/s3-url';
import type { WebSource } from '../core/source';
import type { FetchedMedia } from './fetched-media';

/** Reads the blob store. Null for what is not there. */
export type ReadBlob = (id: string) => Promise<Blob | null>;

/**
 * The picture as the page shows it, which the browser gave when a person dragged it: no access to any host is needed
 * for that. @throws ShoeboxError `source-gone` when there is none.
 */
export async function fromDrag({ url, shownBlobId }: WebSource, readBlob: ReadBlob): Promise<FetchedMedia> {
  const blob = shownBlobId === undefined ? null : await readBlob(shownBlobId);
  if (blob === null) throw new ShoeboxError('source-gone');
  const contentType = blob.type === '' ? null : blob.type;
  return { blob, contentType, disposition: null, rung: 'drag', note: takenAsShown(url) };
}

/** There may be a better version, which nobody gave us. Of a picture that stands in its URL there is none. */
function takenAsShown(url: string): Failure | null {
  const origin = originPattern(url);
  if (origin === null) return null;
  const { host } = new URL(url.startsWith('blob:') ? new URL(url).origin : url);
  return toFailure(new ShoeboxError('source-taken-as-shown', { host, origin }));
}
