import { encodeBitmapPng } from '../../machine/png';

/** Small enough for browsers to try, and 1 GB once a browser has decoded it into four bytes a pixel. */
const EDGE = 16_000;

/** A decompression bomb: a valid, black PNG of some ten kilobytes. */
export function bombPng(): Buffer {
  const rowBytes = 1 + Math.ceil(EDGE / 8);
  return encodeBitmapPng(EDGE, EDGE, Buffer.alloc(rowBytes * EDGE));
}
