import type { Described } from './functions';
import { shownImages } from './shown-images';

/** What the page knows of an image that it shows under a URL. */
export function describe(url: string): Described | null {
  const [image] = shownImages(url);
  return image === undefined ? null : { betterUrls: [], alt: image.alt };
}
