import { uprightJpeg } from '../core/embedded-preview';
import { imageSize } from '../core/image-size';
import { makeAlbumThumbnail } from './album-thumbnail';
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
  return makeAlbumThumbnail(uprightJpeg(embedded.jpeg, embedded.orientation));
}
