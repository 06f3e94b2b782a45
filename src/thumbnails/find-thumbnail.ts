import { readPreview } from '../core/embedded-preview';
import { isDenial, isShoeboxError } from '../core/failure';
import { isSized } from '../core/image-size';
import { mediaTypeOfName } from '../core/media-type';
import { fileNameOfKey } from '../core/object-key';
import type { ExpectedObject } from '../core/s3-object';
import { SNIFF_BYTES } from '../core/sniff-media-type';
import { thumbnailKeyOf } from '../core/thumbnail-key';
import type { ByteRange, ThumbnailBucket, ThumbnailPorts } from './ports';

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

/** Kinds that have nothing small in front. */
const DRAWN_AS_A_WHOLE = /^image\/(?:a?png|gif|webp|avif|bmp|x-icon)$/;

/** What was found in the bucket, or made of what is there. */
export interface FoundThumbnail {
  /** Null: none can be made. */
  readonly thumbnail: Blob | null;
  /** Made just now of a larger picture: stored in the bucket, it need not be made again elsewhere. */
  readonly shouldStore: boolean;
}

/**
 * The thumbnail of a photo that this browser has not seen before: from the bucket; else what the camera put into the
 * photograph; else made of the photograph itself, or of the preview in a file that browsers can't draw.
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
  const hasNothingInside = type !== null && DRAWN_AS_A_WHOLE.test(type);
  if (hasNothingInside && photo.size > MAX_ORIGINAL_BYTES) return { thumbnail: null, shouldStore: false };
  const isWhole = hasNothingInside || photo.size <= WORTH_A_HEAD_BYTES;
  const first = await read(bucket, photo, isWhole ? null : { start: 0, end: HEAD_BYTES });
  const made = await (isWhole ? ports.make(first) : ports.makeFromHead(first));
  const thumbnail =
    made ?? (await makeFromInside(first, photo.size, range => read(bucket, photo, range), ports.make));
  if (thumbnail !== null) return { thumbnail, shouldStore };
  const isTooMuch = isWhole || photo.size > MAX_ORIGINAL_BYTES || !(await isDrawn(first));
  const last = isTooMuch ? null : await ports.make(await read(bucket, photo, null));
  return { thumbnail: last, shouldStore: shouldStore && last !== null };
}

/** Of the preview in a file that browsers can't draw. Of its bytes, only those are read that lead there. */
export async function makeFromInside(
  first: Blob,
  size: number,
  readRange: (range: ByteRange) => Promise<Blob>,
  make: ThumbnailPorts['make'],
): Promise<Blob | null> {
  const preview = await readPreview('tile', size, await bytesOf(first), async (start, end) =>
    bytesOf(await readRange({ start, end })),
  );
  return preview === null ? null : make(preview);
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

/** Whether these are the first bytes of a picture that can be decoded here, whatever its name says. */
const isDrawn = async (first: Blob): Promise<boolean> => isSized(await bytesOf(first.slice(0, SNIFF_BYTES)));

const read = (bucket: ThumbnailBucket, photo: ExpectedObject, range: ByteRange | null): Promise<Blob> =>
  bucket.read(photo, {
    etag: photo.etag,
    // What is stored compressed (`Content-Encoding`) comes unpacked, and is more than the list says.
    maxBytes: range === null ? MAX_ORIGINAL_BYTES : range.end - range.start,
    range,
  });

async function drawing(bucket: ThumbnailBucket, photo: ExpectedObject): Promise<Blob | null> {
  if (photo.size > MAX_DRAWING_BYTES) return null;
  const text = await bucket.read(photo, { etag: photo.etag, maxBytes: MAX_DRAWING_BYTES, range: null });
  return text.slice(0, text.size, DRAWING);
}

/** Where guests may not list the bucket, S3 does not say that there is none: it denies. */
const MEANS_NONE: ReadonlySet<string> = new Set(['object-not-found', 'source-too-large']);

async function readStored(bucket: ThumbnailBucket, key: string): Promise<Blob | null> {
  try {
    return await bucket.read({ key }, { etag: null, maxBytes: MAX_STORED_BYTES, range: null });
  } catch (error) {
    if (isShoeboxError(error) && (isDenial(error.code) || MEANS_NONE.has(error.code))) return null;
    throw error;
  }
}
