import { imageDimensionsFromData } from 'image-dimensions';
import { ShoeboxError } from '../core/failure';
import type { MediaType } from '../core/media-type';
import type { Conversion } from '../core/preferences';
import { isAnimated } from './is-animated';
import { mayHoldLocation, removeLocation } from './location/remove-location';
import { redraw } from './redraw';

/** What is larger is left as it came: it is read into memory as a whole. */
const MAX_BYTES = 200_000_000;

/**
 * What is larger is left as it came: decoded and drawn, a picture takes eight bytes a pixel, and the worker shares its
 * memory with the uploads.
 */
const MAX_PIXELS = 120_000_000;

/** What the wish for another format is about, see {@link Conversion.format}. */
const REPLACED: ReadonlySet<MediaType> = new Set(['image/webp', 'image/avif']);

/** What a canvas can write; so these can be made smaller without becoming something else. */
const WRITABLE: ReadonlySet<MediaType> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** A picture that became another one on its way. */
export interface Converted {
  readonly blob: Blob;
  readonly mediaType: MediaType;
}

/**
 * The picture as a person wishes it; null when it is so already, or the wish is not about such pictures: animations
 * and vector images stay as they are. Where nothing has to be drawn anew, the picture itself stays bit for bit.
 * @throws ShoeboxError `not-converted` when it should be converted and can't be.
 */
export async function convert(original: Blob, type: MediaType, wish: Conversion): Promise<Converted | null> {
  const target = wish.format !== 'keep' && REPLACED.has(type) ? `image/${wish.format}` : type;
  const mayDraw = WRITABLE.has(target) && (target !== type || wish.maxEdge !== null);
  const mayStrip = wish.stripLocation && mayHoldLocation(type);
  if (!mayDraw && !mayStrip) return null;
  if (original.size > MAX_BYTES) throw new ShoeboxError('not-converted');
  const bytes = new Uint8Array(await original.arrayBuffer());
  if (mayDraw && !isAnimated(bytes, type)) {
    const { width, height } = imageDimensionsFromData(bytes) ?? { width: 0, height: 0 };
    if (width === 0 || width * height > MAX_PIXELS) throw new ShoeboxError('not-converted');
    const maxEdge = wish.maxEdge ?? Number.POSITIVE_INFINITY;
    // Drawn anew, it has no metadata left, and so no place.
    if (target !== type || Math.max(width, height) > maxEdge)
      return { blob: await redraw(original, target, maxEdge, wish.quality), mediaType: target };
  }
  if (!mayStrip || !removeLocation(bytes, type)) return null;
  return { blob: new Blob([bytes], { type }), mediaType: type };
}
