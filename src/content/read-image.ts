import { boundedBytes } from '../core/bounded-body';
import { boundedFetch, boundedResponse, type FetchedBody } from '../core/bounded-fetch';
import { isShoeboxError, toFailure } from '../core/failure';
import { NEVER_ABORTED } from '../core/promises';
import { imagesWithUrl } from './elements-by-url';
import { dataUrlOf, type RetainedBytes, retain } from './retained-blobs';

/** The page decides itself what it loads; the worker checks where the bytes came from. */
const assertAllowed = (): void => {};

/**
 * Fetches a URL as the page itself would: with its cookies and its Referer, and with its `blob:` URLs. For the page's own
 * origin the browser's cache is used without revalidation: it holds what the user sees.
 */
export async function fetchInFrame(url: string, accept: string, maxBytes: number): Promise<RetainedBytes> {
  const isOwn = new URL(url).origin === location.origin;
  const read = (credentials: RequestCredentials) => {
    const request = {
      credentials,
      cache: isOwn ? 'force-cache' : 'default',
      headers: { accept },
      maxBytes,
      assertAllowed,
    } as const;
    return boundedResponse(url, request, boundedBytes, NEVER_ABORTED);
  };
  try {
    // With cookies for other hosts as well, where those allow it; CORS for everybody (`*`) forbids them.
    const { body, facts } = await read('include').catch(error => {
      if (isShoeboxError(error) || isOwn) throw error;
      return read('omit');
    });
    return await retain(body, facts);
  } catch (error) {
    return isShoeboxError(error)
      ? { kind: 'failed', failure: toFailure(error) }
      : { kind: 'unreachable', technical: String(error) };
  }
}

const isLoaded = ({ complete, naturalWidth }: HTMLImageElement): boolean => complete && naturalWidth > 0;

/**
 * The pixels of an image that the page shows, as a PNG: for one whose bytes can't be fetched a second time. The browser
 * forbids it for images of other sites that do not allow it by CORS.
 */
export async function drawImage(url: string): Promise<RetainedBytes> {
  const image = (await imagesWithUrl(url)).find(isLoaded);
  if (image === undefined) return { kind: 'unreachable', technical: 'No such image is shown.' };
  try {
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) return { kind: 'unreachable', technical: 'Too large for a canvas.' };
    return await retain(blob, { contentType: 'image/png', disposition: null, finalUrl: url });
  } catch (error) {
    return { kind: 'unreachable', technical: String(error) };
  }
}

/** WebP's quality, of 1. */
const THUMBNAIL_QUALITY = 0.8;

/** Larger pictures get no thumbnail: they would have to be decoded whole. */
const MAX_THUMBNAIL_SOURCE_BYTES = 64 * 1024 * 1024;

/**
 * A picture of this frame, scaled to a height in pixels, as a `data:` URL: for pictures that only the page itself can get.
 * Null when the page can't either.
 */
export async function thumbnail(url: string, height: number): Promise<string | null> {
  // biome-ignore lint/plugin/no-silent-catch: null is the answer where the page can't have it; nothing here can report.
  try {
    const { blob } = await fetchSource(url, 'include').catch(error => {
      if (isShoeboxError(error)) throw error;
      return fetchSource(url, 'same-origin');
    });
    // Scaled while it is decoded, which the browser does off the page's main thread.
    const picture = await createImageBitmap(blob, { resizeHeight: height });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    return await dataUrlOf(await canvas.convertToBlob({ type: 'image/webp', quality: THUMBNAIL_QUALITY }));
  } catch {
    return null;
  }
}

function fetchSource(url: string, credentials: RequestCredentials): Promise<FetchedBody> {
  const request = { credentials, maxBytes: MAX_THUMBNAIL_SOURCE_BYTES, assertAllowed };
  return boundedFetch(url, request, NEVER_ABORTED);
}
