import { imageDimensionsFromData } from 'image-dimensions';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import type { MediaType } from '../core/media-type';
import type { Conversion } from '../core/preferences';
import { serialQueue } from '../core/serial-queue';
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

/** With several that are drawn at once, their memory would add up. */
const inTurn = serialQueue();

/** A picture as it is kept. */
export interface Converted {
  /** The very same as before where nothing was to be changed. */
  readonly blob: Blob;
  readonly mediaType: MediaType;
  /** Why the wish was not fulfilled, or not all of it: `not-converted`. */
  readonly note: Failure | null;
}

/**
 * The picture as a person wishes it. Animations and vector images stay as they are, and so does what can't be changed:
 * that is no reason to lose it. Where nothing has to be drawn anew, the picture itself stays bit for bit. Rejects only
 * when the bytes can't be read.
 */
export async function convert(original: Blob, type: MediaType, wish: Conversion): Promise<Converted> {
  const target = wish.format !== 'keep' && REPLACED.has(type) ? `image/${wish.format}` : type;
  const mayDraw = WRITABLE.has(target) && (target !== type || wish.maxEdge !== null);
  const mayStrip = wish.stripLocation && mayHoldLocation(type);
  const asItIs: Converted = { blob: original, mediaType: type, note: null };
  if (!mayDraw && !mayStrip) return asItIs;
  if (original.size > MAX_BYTES) return { ...asItIs, note: toFailure(new ShoeboxError('not-converted')) };
  return inTurn(async () => {
    const bytes = new Uint8Array(await original.arrayBuffer());
    const drawn = mayDraw ? await drawnAnew(original, bytes, type, target, wish) : asItIs;
    // Drawn anew, it has no metadata left, and so no place.
    if (drawn.blob !== original || !mayStrip || !removeLocation(bytes, type)) return drawn;
    return { ...drawn, blob: new Blob([bytes], { type }) };
  });
}

async function drawnAnew(
  original: Blob,
  bytes: Uint8Array,
  type: MediaType,
  target: MediaType,
  wish: Conversion,
): Promise<Converted> {
  const asItIs: Converted = { blob: original, mediaType: type, note: null };
  if (isAnimated(bytes, type)) return asItIs;
  const maxEdge = wish.maxEdge ?? Number.POSITIVE_INFINITY;
  try {
    const { width, height } = imageDimensionsFromData(bytes) ?? { width: 0, height: 0 };
    if (width === 0 || width * height > MAX_PIXELS) throw new ShoeboxError('not-converted');
    if (target === type && Math.max(width, height) <= maxEdge) return asItIs;
    return {
      blob: await redraw(original, target, maxEdge, wish.quality),
      mediaType: target,
      note: null,
    };
  } catch (error) {
    return { ...asItIs, note: toFailure(error) };
  }
}
