import { yieldToMain } from '../core/yield-to-main';
import { nextFrame } from './next-frame';
import { dataUrlOf } from './retained-blobs';

/** Larger pictures would slow down everything else in the database: a `data:` URL lies there until its bytes are stored. */
const MAX_BYTES = 24 * 1024 * 1024;

const FRAME_TIMEOUT_MS = 100;

/**
 * What a canvas shows, as a PNG in a `data:` URL. Null when it is too large, or can't be read: the browser forbids it, or
 * what was drawn has gone to the screen and is kept nowhere else.
 */
export async function canvasDataUrl(canvas: HTMLCanvasElement): Promise<string | null> {
  // What WebGL has drawn can be read only in the frame in which it was drawn.
  await nextFrame(FRAME_TIMEOUT_MS);
  return pngDataUrl(canvas);
}

/** The current frame of a video, likewise. */
export async function videoFrameDataUrl(video: HTMLVideoElement): Promise<string | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return pngDataUrl(canvas);
}

async function pngDataUrl(canvas: HTMLCanvasElement): Promise<string | null> {
  const blob = await new Promise<Blob | null>(resolve => {
    // biome-ignore lint/plugin/no-silent-catch: null is the answer where something of another origin was drawn into it.
    try {
      canvas.toBlob(resolve, 'image/png');
    } catch {
      resolve(null);
    }
  });
  if (blob === null || blob.size > MAX_BYTES || (await isBlank(blob, canvas))) return null;
  return dataUrlOf(blob);
}

/** Pixels that are all the same shrink to less than a hundredth as PNG; in Chromium to 1/180. */
const MIN_COMPRESSION = 100;
const HEADER_BYTES = 1024;

const TILE_PX = 512;

/** Whether a PNG is wholly transparent: what WebGL has drawn is gone from its canvas once it is on the screen. */
async function isBlank(png: Blob, { width, height }: HTMLCanvasElement): Promise<boolean> {
  if (png.size > HEADER_BYTES + (width * height * 4) / MIN_COMPRESSION) return false;
  const picture = await createImageBitmap(png);
  const context = new OffscreenCanvas(TILE_PX, TILE_PX).getContext('2d', { willReadFrequently: true });
  const pause = yieldToMain();
  for (let top = 0; top < picture.height; top += TILE_PX) {
    for (let left = 0; left < picture.width; left += TILE_PX) {
      const paused = pause();
      if (paused !== null) await paused;
      context?.drawImage(picture, -left, -top);
      // Four bytes a pixel, all 0 where it is transparent.
      const { data } = context?.getImageData(0, 0, TILE_PX, TILE_PX) ?? { data: null };
      if (data === null || new Uint32Array(data.buffer).some(pixel => pixel !== 0)) return false;
    }
  }
  return true;
}
