import { imageDimensionsFromData } from 'image-dimensions';

/** Twice the size at which the tray draws one, for screens with two pixels to the pixel. */
const TRAY_EDGE = 96;

/** A picture is decoded as a whole, four bytes a pixel: what is larger on disk than this costs too much memory. */
const MAX_BYTES = 50_000_000;

/**
 * A file of a few kilobytes can unpack to gigabytes. This many are 256 MB for a moment; beyond it lie the largest modes
 * of some phones, which do without a small picture.
 */
const MAX_PIXELS = 64_000_000;

/** Dimensions stand behind what cameras and editors put before them; seldom so far. */
const HEAD_BYTES = 1024 * 1024;

/**
 * How much longer than wide a picture may be: which way it is turned shows when it is decoded, and scaled to a width
 * that is its height in truth, it would be larger than {@link MAX_PIXELS}.
 */
const MAX_RATIO = 300;

/** Vector images are drawn by documents only. */
const NOT_DECODED = /^image\/svg/;

/**
 * The picture small, as WebP (PNG where the browser writes no WebP); null when it is none that this browser decodes,
 * or too large. Needs no page: the background worker can make one too.
 * @param longestEdge in pixels; a picture that is smaller stays as it is
 */
export async function makeThumbnail(picture: Blob, longestEdge = TRAY_EDGE): Promise<Blob | null> {
  if (!picture.type.startsWith('image/') || NOT_DECODED.test(picture.type)) return null;
  if (picture.size === 0 || picture.size > MAX_BYTES) return null;
  // biome-ignore lint/plugin/no-silent-catch: damaged, or of a format that this browser does not know, which is an answer.
  try {
    const { width: full, height } = await dimensionsOf(picture);
    const [longer, shorter] = [Math.max(full, height), Math.min(full, height)];
    if (shorter === 0 || longer * shorter > MAX_PIXELS || longer / shorter > MAX_RATIO) return null;
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

/** By what its header says, before anything is decoded; 0 for a format whose header is not understood. */
async function dimensionsOf(picture: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const head = new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer());
  return imageDimensionsFromData(head) ?? bitmapDimensions(head);
}

/** Of a BMP, as all its headers but the very first one tell them; its rows may be told to run downwards. */
function bitmapDimensions(head: Uint8Array<ArrayBuffer>): {
  readonly width: number;
  readonly height: number;
} {
  if (head.length < 26 || head[0] !== 0x42 || head[1] !== 0x4d) return { width: 0, height: 0 };
  const view = new DataView(head.buffer, head.byteOffset);
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}
