import { pngOfPixels } from './pixels';

/** Edges in pixels of the tiles: from what is an icon to what is a picture. */
const SIZES = [16, 32, 48, 96] as const;

/** One of a thousand small pictures: a gradient of its own colours, square, of one of a few sizes. */
export function tilePng(number: number): Buffer {
  const edge = SIZES[number % SIZES.length] ?? SIZES[0];
  const rgb = new Uint8Array(edge * edge * 3);
  for (let at = 0, pixel = 0; at < rgb.length; at += 3, pixel++) {
    const share = (pixel % edge) / edge;
    rgb.set([(number * 7) % 256, Math.floor(number / 256) * 60 + share * 40, share * 255], at);
  }
  return pngOfPixels({ width: edge, height: edge, rgb });
}
