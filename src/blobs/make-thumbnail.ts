import { type ImageSize, imageSize } from '../core/image-size';
import { releaseBuffer } from './release-buffer';

/** Twice the size at which the tray draws one, for screens with two pixels to the pixel. */
const TRAY_EDGE = 96;

/** A picture is decoded as a whole, four bytes a pixel: what is larger on disk than this costs too much memory. */
const MAX_BYTES = 50_000_000;

/**
 * A file of a few kilobytes can unpack to gigabytes. This many are 256 MB for a moment; beyond it lie the largest modes
 * of some phones, which do without a small picture.
 */
const MAX_PIXELS = 64_000_000;

/**
 * How much longer than wide a picture may be: which way it is turned shows when it is decoded, and scaled to a width
 * that is its height in truth, it would be larger than {@link MAX_PIXELS}.
 */
const MAX_RATIO = 300;

/**
 * The picture small, as WebP (PNG where the browser writes no WebP); null when it is none that this browser decodes,
 * or too large. Needs no page: the background worker can make one too.
 * @param longestEdge in pixels; a picture that is smaller stays as it is
 */
export async function makeThumbnail(picture: Blob, longestEdge = TRAY_EDGE): Promise<Blob | null> {
  if (!picture.type.startsWith('image/')) return null;
  if (picture.size === 0 || picture.size > MAX_BYTES) return null;
  // biome-ignore lint/plugin/no-silent-catch: damaged, or of a format that this browser does not know, which is an answer.
  try {
    const size = await sizeOf(picture);
    if (size === null) return null;
    const [longer, shorter] = [Math.max(size.width, size.height), Math.min(size.width, size.height)];
    if (longer * shorter > MAX_PIXELS || longer / shorter > MAX_RATIO) return null;
    const scaled = await createImageBitmap(
      picture,
      // Its height follows, in proportion.
      longer > longestEdge ? { resizeWidth: longestEdge, resizeQuality: 'medium' } : {},
    );
    const shrinking = Math.min(1, longestEdge / scaled.height);
    const width = Math.max(1, Math.round(scaled.width * shrinking));
    const canvas = new OffscreenCanvas(width, Math.max(1, Math.round(scaled.height * shrinking)));
    canvas.getContext('2d')?.drawImage(scaled, 0, 0, canvas.width, canvas.height);
    scaled.close();
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  } catch {
    return null;
  }
}

/** Its bytes go at once: a second copy of them comes for the decoder. */
async function sizeOf(picture: Blob): Promise<ImageSize | null> {
  const bytes = await picture.arrayBuffer();
  const size = imageSize(new Uint8Array(bytes));
  releaseBuffer(bytes);
  return size;
}
