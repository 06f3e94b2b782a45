import { imagesWithUrl } from './elements-by-url';
import { type Held, retain } from './retained-blobs';

const isLoaded = ({ complete, naturalWidth }: HTMLImageElement): boolean => complete && naturalWidth > 0;

/**
 * The pixels of an image that the page shows, as a PNG: for one whose bytes are not to be had a second time. The
 * browser forbids it for images of other sites that do not allow it by CORS.
 */
export async function drawShown(url: string): Promise<Held> {
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
