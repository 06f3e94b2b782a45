import { boundedFetch, type FetchedBody } from '../core/bounded-fetch';
import { isShoeboxError } from '../core/failure';

const QUALITY = 0.8;

/** Larger pictures do without: they would be decoded whole, to be made small. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A picture of this frame, scaled to a height in pixels, as a `data:` URL: for those that only the page itself can get.
 * Null when the page can't either.
 */
export async function thumbnail(url: string, height: number): Promise<string | null> {
  // biome-ignore lint/plugin/no-silent-catch: the answer where the page can't have it; nothing here can report.
  try {
    const { blob } = await fetched(url, 'include').catch(error => {
      if (isShoeboxError(error)) throw error;
      return fetched(url, 'same-origin');
    });
    // Made small while it is decoded, which the browser does beside the page and not in its stead.
    const picture = await createImageBitmap(blob, { resizeHeight: height });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    return await dataUrl(await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY }));
  } catch {
    return null;
  }
}

const fetched = (url: string, credentials: RequestCredentials): Promise<FetchedBody> =>
  boundedFetch(url, { credentials, maxBytes: MAX_BYTES, admit: () => {} }, new AbortController().signal);

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
