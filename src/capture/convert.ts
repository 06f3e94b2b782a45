import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { imageSize } from '../core/image-size';
import type { MediaType } from '../core/media-type';
import type { Conversion } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';
import { withoutLocation } from '../location/remove-location';
import { lostWhenDrawn } from './lost-when-drawn';

/** Larger files are not converted: they would be read into memory as a whole. */
const MAX_BYTES = 200_000_000;

/**
 * Larger pictures are not converted: decoded and drawn, a picture takes eight bytes a pixel, and the worker shares its
 * memory with the uploads.
 */
const MAX_PIXELS = 120_000_000;

/** The types that {@link Conversion.format} replaces by another one. */
const REPLACED: ReadonlySet<MediaType> = new Set(['image/webp', 'image/avif']);

/** What a canvas can encode: these can be made smaller and keep their type. */
const WRITABLE: ReadonlySet<MediaType> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** One at a time: the memory of several decoded pictures would add up. */
const enqueue = serialQueue();

/** Decodes, unless a worker died while it decoded the same picture: null then. */
export type GuardDecoding = <Result>(picture: Blob, decode: () => Promise<Result>) => Promise<Result | null>;

/** A picture as it is stored. */
interface Converted {
  /** The very same object as before where nothing was to be changed. */
  readonly blob: Blob;
  readonly mediaType: MediaType;
  /** `not-converted` where the conversion failed, `converted-without-…` what it could not take along. */
  readonly note: Failure | null;
}

/**
 * Converts a picture as the user prefers. Animations and vector images stay as they are, and so does what can't be
 * converted: that is no reason to lose it. Where nothing has to be re-encoded, the image data stays bit for bit.
 * @throws ShoeboxError `location-not-removed`; and when the bytes can't be read
 */
export async function convert(
  original: Blob,
  type: MediaType,
  wanted: Conversion,
  guardDecoding: GuardDecoding,
): Promise<Converted> {
  const target = wanted.format !== 'keep' && REPLACED.has(type) ? `image/${wanted.format}` : type;
  const mayEncode = WRITABLE.has(target) && (target !== type || wanted.maxEdge !== null);
  const unchanged: Converted = { blob: original, mediaType: type, note: null };
  if (!mayEncode && !wanted.stripLocation) return unchanged;
  return enqueue(async () => {
    const drawn = mayEncode ? await reencoded(original, type, target, wanted, guardDecoding) : unchanged;
    // Re-encoded, it has no metadata left, and so no location.
    if (drawn.blob !== original || !wanted.stripLocation) return drawn;
    return { ...drawn, blob: await withoutLocation(original, type) };
  });
}

async function reencoded(
  original: Blob,
  type: MediaType,
  target: MediaType,
  wanted: Conversion,
  guardDecoding: GuardDecoding,
): Promise<Converted> {
  const unchanged: Converted = { blob: original, mediaType: type, note: null };
  if (original.size > MAX_BYTES) return { ...unchanged, note: toFailure(new ShoeboxError('not-converted')) };
  const bytes = new Uint8Array(await original.arrayBuffer());
  if (isAnimated(bytes, type)) return unchanged;
  const maxEdge = wanted.maxEdge ?? Number.POSITIVE_INFINITY;
  try {
    const size = imageSize(bytes);
    if (size === null || size.width * size.height > MAX_PIXELS) throw new ShoeboxError('not-converted');
    if (target === type && Math.max(size.width, size.height) <= maxEdge) return unchanged;
    const blob = await guardDecoding(original, () => redraw(original, target, maxEdge, wanted.quality));
    if (blob === null) throw new ShoeboxError('not-converted');
    const lost = lostWhenDrawn(bytes, type);
    return { blob, mediaType: target, note: lost === null ? null : toFailure(new ShoeboxError(lost)) };
  } catch (error) {
    return { ...unchanged, note: toFailure(error) };
  }
}

/** Whether a picture is animated, by its format's own flag: drawn on a canvas it would become a still. */
function isAnimated(bytes: Uint8Array, type: MediaType): boolean {
  const text = (start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end));
  // The flag of the extended format (RFC 9649, section 2.7).
  if (type === 'image/webp') return text(12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
  // An image sequence names itself among the brands (AV1 Image File Format, section 8).
  if (type === 'image/avif') return text(8, 64).includes('avis');
  // The number of frames comes before the image data (APNG, "acTL").
  if (type === 'image/png') return hasChunkBeforeData(bytes, 'acTL');
  return type === 'image/gif' || type === 'image/apng';
}

function hasChunkBeforeData(bytes: Uint8Array, wanted: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === wanted) return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/**
 * Draws a picture and encodes it: upright by its Exif orientation, in sRGB, without metadata, its longest edge at most
 * `maxEdge` pixels. `quality` in percent, for types that have one.
 * @throws ShoeboxError `not-converted` when the browser can't read it, or not write the type.
 */
async function redraw(picture: Blob, type: MediaType, maxEdge: number, quality: number): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, maxEdge / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: type !== 'image/jpeg' });
    if (context === null) throw new Error('no canvas');
    if (type === 'image/jpeg') {
      // JPEG has no transparency; white shows through, as on most pages.
      context.fillStyle = 'white';
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const drawn = await canvas.convertToBlob({ type, quality: quality / 100 });
    // A type that the browser does not write silently becomes PNG.
    if (drawn.type !== type) throw new Error(`${drawn.type} instead of ${type}`);
    return drawn;
  } catch (cause) {
    throw new ShoeboxError('not-converted', {}, { cause });
  }
}
