import { imageSize } from '../core/image-size';
import { embeddedThumbnail } from './embedded-thumbnail';

/** What cameras write (160 × 120; DCF 2.0, section 3.3.6): smaller ones are a blur in an album. */
const LEAST_EDGE = 160;

/** Nobody embeds larger ones; a stranger's must not cost memory. */
const MOST_EDGE = 2048;

/**
 * By how much its shape may differ: 160 × 107 is as near to 3:2 as it gets. A wrong one has black bars, or was not made
 * anew after a crop.
 */
const SHAPE_TOLERANCE = 0.02;

/**
 * The small picture that the first bytes of a photograph hold, turned upright, as WebP; null when there is none, or none
 * that will do for an album.
 */
export async function thumbnailFromHead(head: Blob): Promise<Blob | null> {
  const bytes = new Uint8Array(await head.arrayBuffer());
  const embedded = embeddedThumbnail(bytes);
  const whole = imageSize(bytes);
  const small = embedded === null ? null : imageSize(embedded.jpeg);
  if (embedded === null || whole === null || small?.type !== 'image/jpeg') return null;
  const longest = Math.max(small.width, small.height);
  const distortion = (small.width / small.height) * (whole.height / whole.width);
  if (longest < LEAST_EDGE || longest > MOST_EDGE || !(Math.abs(distortion - 1) <= SHAPE_TOLERANCE))
    return null;
  // biome-ignore lint/plugin/no-silent-catch: a damaged one is as good as none.
  try {
    return await upright(new Blob([embedded.jpeg], { type: 'image/jpeg' }), embedded.orientation);
  } catch {
    return null;
  }
}

/** By orientation: how the canvas is turned, as `setTransform` takes it, in units of width and height (Exif 2.32, 4.6.4). */
const TURNS: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

async function upright(jpeg: Blob, orientation: number): Promise<Blob> {
  const bitmap = await createImageBitmap(jpeg);
  const lies = orientation >= 5;
  const width = lies ? bitmap.height : bitmap.width;
  const height = lies ? bitmap.width : bitmap.height;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  const [a, b, c, d, right, down] = TURNS[orientation] ?? [1, 0, 0, 1, 0, 0];
  context?.setTransform(a, b, c, d, right * width, down * height);
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}
