import { ShoeboxError } from '../core/failure';
import type { MediaType } from '../core/media-type';

/**
 * A picture drawn anew: upright as its Exif wants it, in sRGB, without metadata, its longest edge at most `maxEdge`
 * pixels. `quality` in percent, for types that know it. Needs no page.
 * @throws ShoeboxError `not-converted` when the browser can't read it, or not write the type.
 */
export async function redraw(
  picture: Blob,
  type: MediaType,
  maxEdge: number,
  quality: number,
): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, maxEdge / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: type !== 'image/jpeg' });
    if (context === null) throw new Error('no canvas');
    if (type === 'image/jpeg') {
      // JPEG knows no transparency; what shows through is white, as on most pages.
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
