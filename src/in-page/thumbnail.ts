const QUALITY = 0.8;

/**
 * A picture of this frame, scaled to a height in pixels, as a `data:` URL: for those that only the page itself can get.
 * Null when the page can't either.
 */
export async function thumbnail(url: string, height: number): Promise<string | null> {
  try {
    const response = await fetch(url, { credentials: 'include' }).catch(() => fetch(url));
    if (!response.ok) return null;
    // Made small while it is decoded, which the browser does beside the page and not in its stead.
    const picture = await createImageBitmap(await response.blob(), { resizeHeight: height });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    return await dataUrl(await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY }));
  } catch {
    return null;
  }
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
