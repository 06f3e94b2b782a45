import type { RgbPixels } from './pixels';

/** How strong the grain is, of 255: about what a sensor adds in poor light, and too much for zlib to pack well. */
const GRAIN = 8;

/** A picture `times` as wide and as high, with a grain like that of film: the same one every time. */
export function enlarged({ width, height, rgb }: RgbPixels, times: number): RgbPixels {
  const large = new Uint8Array(width * times * height * times * 3);
  let random = 1;
  let at = 0;
  for (let y = 0; y < height * times; y++) {
    const row = Math.floor(y / times) * width;
    for (let x = 0; x < width * times; x++) {
      const pixel = (row + Math.floor(x / times)) * 3;
      for (let channel = 0; channel < 3; channel++) {
        random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator
        const grain = Math.floor((random / 2 ** 32) * GRAIN) - GRAIN / 2;
        large[at++] = Math.max(0, Math.min(255, (rgb[pixel + channel] ?? 0) + grain));
      }
    }
  }
  return { width: width * times, height: height * times, rgb: large };
}
