import { isDenial, isShoeboxError } from '../core/failure';
import { mediaTypeOfName } from '../core/media-type';
import { fileNameOfKey } from '../core/object-key';
import type { ExpectedObject } from '../core/s3-object';
import { thumbnailKeyOf } from '../core/thumbnail-key';
import type { ThumbnailBucket, ThumbnailPorts } from './ports';

const KB = 1000;

/** A thumbnail of 320 pixels takes 10 to 20 KB, 40 at worst; what is larger than this is none of ours. */
const MAX_STORED_BYTES = 200 * KB;

/** Exif stands in a segment of at most 64 KiB at a JPEG's beginning; its dimensions may stand a little behind it. */
const HEAD_BYTES = 96 * 1024;

/** Of a picture that is not much larger, its head alone saves little. */
const WORTH_A_HEAD_BYTES = 3 * HEAD_BYTES;

/** A picture to make a thumbnail of is fetched once for each browser, then never again; what cameras write is smaller. */
export const MAX_ORIGINAL_BYTES = 25_000 * KB;

/** A drawing is its own thumbnail: as text it is small, and only a page can draw it. */
const MAX_DRAWING_BYTES = 250 * KB;

const DRAWING = 'image/svg+xml';

/** What was found in the bucket, or made of what is there. */
export interface FoundThumbnail {
  /** Null: none can be made. */
  readonly thumbnail: Blob | null;
  /** Made just now of a larger picture: stored in the bucket, it need not be made again elsewhere. */
  readonly shouldStore: boolean;
}

/**
 * The thumbnail of a photo that this browser has not seen before: from the bucket; else what the camera put into the
 * photograph; else made of the photograph itself.
 * @throws ShoeboxError when the bucket could not be asked: another time there may be one
 */
export async function findThumbnail(
  bucket: ThumbnailBucket,
  photo: ExpectedObject,
  ports: Pick<ThumbnailPorts, 'make' | 'makeFromHead' | 'validate'>,
): Promise<FoundThumbnail> {
  const type = mediaTypeOfName(fileNameOfKey(photo.key));
  if (type === DRAWING && photo.isArchived !== true)
    return { thumbnail: await drawing(bucket, photo), shouldStore: false };
  const storedKey = thumbnailKeyOf(bucket.prefix, photo);
  // Of a photo that was deleted, nothing new is left in the bucket.
  const shouldStore = storedKey !== null && photo.versionId === undefined;
  if (storedKey !== null) {
    const stored = await readStored(bucket, storedKey);
    const thumbnail = stored === null ? null : await ports.validate(stored);
    if (thumbnail !== null) return { thumbnail, shouldStore: false };
  }
  // It can't be read now, and will be once somebody has had it restored.
  if (photo.isArchived === true) return { thumbnail: null, shouldStore: false };
  const mayHaveHead = type === null || type === 'image/jpeg';
  if (mayHaveHead && photo.size > WORTH_A_HEAD_BYTES) {
    const thumbnail = await ports.makeFromHead(await read(bucket, photo, HEAD_BYTES));
    if (thumbnail !== null) return { thumbnail, shouldStore };
  }
  if (photo.size > MAX_ORIGINAL_BYTES) return { thumbnail: null, shouldStore: false };
  const thumbnail = await ports.make(await read(bucket, photo, null));
  return { thumbnail, shouldStore: shouldStore && thumbnail !== null };
}

const read = (bucket: ThumbnailBucket, photo: ExpectedObject, firstBytes: number | null): Promise<Blob> =>
  bucket.read(photo, { etag: photo.etag, maxBytes: firstBytes ?? photo.size, firstBytes });

async function drawing(bucket: ThumbnailBucket, photo: ExpectedObject): Promise<Blob | null> {
  if (photo.size > MAX_DRAWING_BYTES) return null;
  const text = await read(bucket, photo, null);
  return text.slice(0, text.size, DRAWING);
}

/** Where guests may not list the bucket, S3 does not say that there is none: it denies. */
const MEANS_NONE: ReadonlySet<string> = new Set(['object-not-found', 'source-too-large']);

async function readStored(bucket: ThumbnailBucket, key: string): Promise<Blob | null> {
  try {
    return await bucket.read({ key }, { etag: null, maxBytes: MAX_STORED_BYTES, firstBytes: null });
  } catch (error) {
    if (isShoeboxError(error) && (isDenial(error.code) || MEANS_NONE.has(error.code))) return null;
    throw error;
  }
}
