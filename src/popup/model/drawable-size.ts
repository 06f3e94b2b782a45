/**
 * 16,384 × 16,384, decoded to 1 GiB: more than any camera makes. All pages share their process with the background
 * worker, and would take it along if they ran out of memory. Chromium itself draws up to 2 GiB.
 */
const MAX_PIXELS = 2 ** 28;

/**
 * Whether a page may draw a picture of a size in pixels: the one that the browser itself tells once it has loaded the
 * picture, and before it decodes it.
 */
export const mayBeDrawn = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width * height <= MAX_PIXELS;
