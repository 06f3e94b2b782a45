import { candidatesOf } from './candidates';
import { boxOf } from './dom-clobbering';
import { isImg } from './element-types';
import { findElements } from './find-elements';
import { elementOfScreenOnlyUrl } from './screen-only-urls';

/** The images that this frame shows under a URL, those that can be seen now first. */
export async function imagesWithUrl(url: string): Promise<readonly HTMLImageElement[]> {
  const shows = (element: Element): element is HTMLImageElement =>
    isImg(element) && (element.currentSrc === url || element.src === url);
  const outside = [...document.images].filter(shows);
  const images = outside.length > 0 ? outside : await findElements(shows);
  return images.toSorted((a, b) => visibleArea(b) - visibleArea(a));
}

/** The element that shows it, by whatever means: as an image, or as a background, say. Null when nothing does. */
export async function elementWithUrl(url: string): Promise<Element | null> {
  const named = elementOfScreenOnlyUrl(url);
  if (named !== null) return named;
  const [image] = await imagesWithUrl(url);
  if (image !== undefined) return image;
  const shows = (element: Element): boolean => candidatesOf(element).some(candidate => candidate.url === url);
  const elements = await findElements(shows);
  return elements.toSorted((a, b) => visibleArea(b) - visibleArea(a))[0] ?? null;
}

/** How much of an element lies within the window, in CSS pixels. */
export function visibleArea(element: Element): number {
  const { left, top, right, bottom } = boxOf(element);
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return width > 0 && height > 0 ? width * height : 0;
}
