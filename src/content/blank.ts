import { breathing } from './yield-to-main';

/** Pixels that are all the same shrink to less than this part; Chromium's PNGs to the 180th. */
const MIN_SHRINKING = 100;
const HEAD_BYTES = 1024;

const TILE_PX = 512;

/** Whether a PNG shows nothing at all: what WebGL has drawn is gone from its canvas once it is on the screen. */
export async function isBlank(png: Blob, { width, height }: HTMLCanvasElement): Promise<boolean> {
  if (png.size > HEAD_BYTES + (width * height * 4) / MIN_SHRINKING) return false;
  const picture = await createImageBitmap(png);
  const pen = new OffscreenCanvas(TILE_PX, TILE_PX).getContext('2d', { willReadFrequently: true });
  const breathe = breathing();
  for (let top = 0; top < picture.height; top += TILE_PX) {
    for (let left = 0; left < picture.width; left += TILE_PX) {
      const breath = breathe();
      if (breath !== null) await breath;
      pen?.drawImage(picture, -left, -top);
      // Four bytes a pixel, all 0 where it is transparent.
      const { data } = pen?.getImageData(0, 0, TILE_PX, TILE_PX) ?? { data: null };
      if (data === null || new Uint32Array(data.buffer).some(pixel => pixel !== 0)) return false;
    }
  }
  return true;
}
