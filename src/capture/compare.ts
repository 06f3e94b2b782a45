import { imageSize } from '../core/image-size';
import type { ShownSize } from '../core/source';
import type { ClassifiedMedia } from './fetch-request';

/** Formats say their size near their beginning: behind embedded thumbnails and colour profiles. */
const HEAD_BYTES = 512 * 1024;

/** Longer and shorter side, in pixels: Exif may turn a picture. Null for formats that are not read, such as SVG. */
type Sides = readonly [long: number, short: number];

async function sidesOf({ blob }: ClassifiedMedia): Promise<Sides | null> {
  const size = imageSize(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()));
  return size === null ? null : sides(size);
}

const sides = ({ width, height }: Pick<ShownSize, 'width' | 'height'>): Sides => [
  Math.max(width, height),
  Math.min(width, height),
];

/** Scaling rounds to whole pixels, and coders pad to whole blocks: of the long side a share, of a small one some pixels. */
const isClose = (a: number, b: number, pixels: number): boolean =>
  Math.abs(a - b) <= Math.max(pixels, 0.03 * Math.max(a, b));

/** Whether the one is the other, scaled. */
const isScaled = ([long, short]: Sides, [otherLong, otherShort]: Sides): boolean =>
  isClose((short / long) * otherLong, otherShort, 1) || isClose((otherShort / otherLong) * long, short, 1);

/**
 * Whether a picture is a larger version of another: in pixels, or of as many pixels with more bytes. Where sizes are not
 * known, by bytes; a drawing is larger than all its pictures.
 */
export async function isLarger(media: ClassifiedMedia, than: ClassifiedMedia): Promise<boolean> {
  const [own, other] = await Promise.all([sidesOf(media), sidesOf(than)]);
  const hasMoreBytes = media.blob.size > than.blob.size;
  if (own === null || other === null) return media.mediaType === 'image/svg+xml' || hasMoreBytes;
  if (!isScaled(own, other)) return own[0] > other[0] && own[1] > other[1]; // what is shown may be cut to a square
  return own[0] > other[0] || (own[0] === other[0] && own[1] >= other[1] && hasMoreBytes);
}

/** Whether two pictures may show the same: unless both sizes are known, and their proportions differ. */
export async function haveSameProportions(media: ClassifiedMedia, other: ClassifiedMedia): Promise<boolean> {
  const [own, others] = await Promise.all([sidesOf(media), sidesOf(other)]);
  return own === null || others === null || isScaled(own, others);
}

/**
 * Whether this is another picture than the page shows: of other proportions, or smaller where the page knows the very size.
 * Servers that keep other sites from showing their pictures answer those so. A better version may be cut differently.
 */
export async function isOtherThanShown(
  media: ClassifiedMedia,
  shown: ShownSize,
  isBetter: boolean,
): Promise<boolean> {
  const own = await sidesOf(media);
  if (own === null) return false;
  const expected = sides(shown);
  if (!isBetter && !isScaled(own, expected)) return true;
  return shown.isExact && own[0] < expected[0] && !isClose(own[0], expected[0], 2);
}
