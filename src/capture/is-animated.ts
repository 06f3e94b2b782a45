import type { MediaType } from '../core/media-type';

/** Whether a picture moves, by its format's own sign for that: drawn on a canvas it would stand still. */
export function isAnimated(bytes: Uint8Array, type: MediaType): boolean {
  const text = (start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end));
  // The flag of the extended format (RFC 9649, section 2.7).
  if (type === 'image/webp') return text(12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
  // An image sequence names itself among the brands (AV1 Image File Format, section 8).
  if (type === 'image/avif') return text(8, 64).includes('avis');
  // Before the picture itself stands how many there are (APNG, "acTL").
  if (type === 'image/png') return hasChunkBeforePicture(bytes, 'acTL');
  return type === 'image/gif' || type === 'image/apng';
}

function hasChunkBeforePicture(bytes: Uint8Array, wanted: string): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === wanted) return true;
    if (type === 'IDAT') return false;
  }
  return false;
}
