import { isBlank } from './blank';

/** Larger pictures would be in the way of everything else in the journal: a `data:` URL lies there until it is stored. */
const MAX_BYTES = 24 * 1024 * 1024;

/** In a window that is hidden no frame is drawn, and no animation frame comes. */
const FRAME_TIMEOUT_MS = 100;

/**
 * What a canvas shows, as a PNG in a `data:` URL; null when it is too large, or can't be read: the browser forbids it, or
 * what was drawn has gone to the screen and is nowhere else.
 */
export async function canvasDataUrl(canvas: HTMLCanvasElement): Promise<string | null> {
  // What WebGL has drawn can be read only in the frame in which it was drawn.
  await nextFrame();
  return pngUrl(canvas);
}

/** What a video shows at this moment, likewise. */
export async function videoFrameDataUrl(video: HTMLVideoElement): Promise<string | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return pngUrl(canvas);
}

async function pngUrl(canvas: HTMLCanvasElement): Promise<string | null> {
  const blob = await new Promise<Blob | null>(resolve => {
    // biome-ignore lint/plugin/no-silent-catch: the answer where something of another origin was drawn into it.
    try {
      canvas.toBlob(resolve, 'image/png');
    } catch {
      resolve(null);
    }
  });
  if (blob === null || blob.size > MAX_BYTES || (await isBlank(blob, canvas))) return null;
  return dataUrlOf(blob);
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

const nextFrame = (): Promise<void> =>
  new Promise(resolve => {
    const late = setTimeout(resolve, FRAME_TIMEOUT_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      resolve();
    });
  });
