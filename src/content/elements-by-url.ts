import { SCREEN_ONLY } from '../core/source';
import { candidatesOf } from './candidates';
import { findElements } from './document-walk';
import { boxOf } from './dom-clobbering';
import { isImg } from './element-types';

export const showsUrl =
  (url: string) =>
  (element: Element): element is HTMLImageElement =>
    isImg(element) && (element.currentSrc === url || element.src === url);

/** The images that this frame shows under a URL, those with the largest visible area first. */
export async function imagesWithUrl(url: string): Promise<readonly HTMLImageElement[]> {
  const outsideShadowTrees = [...document.images].filter(showsUrl(url));
  const images = outsideShadowTrees.length > 0 ? outsideShadowTrees : await findElements(showsUrl(url));
  return images.toSorted((a, b) => visibleArea(b) - visibleArea(a));
}

/** The element that shows a URL, by whatever means: as an image, or as a background, say. Null when none does. */
export async function elementWithUrl(url: string): Promise<Element | null> {
  const named = elementOfScreenOnlyUrl(url);
  if (named !== null) return named;
  const [image] = await imagesWithUrl(url);
  if (image !== undefined) return image;
  const shows = (element: Element): boolean => candidatesOf(element).some(candidate => candidate.url === url);
  const elements = await findElements(shows);
  return elements.toSorted((a, b) => visibleArea(b) - visibleArea(a))[0] ?? null;
}

/** How much of an element lies within the window, in square CSS pixels. */
export function visibleArea(element: Element): number {
  const { left, top, right, bottom } = boxOf(element);
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Elements whose picture can be read nowhere: it exists on the screen alone, as long as the element is on the page. */
const screenOnlyElements = new Map<string, WeakRef<Element>>();

/** A URL by which this frame finds an element again whose picture has no URL and can't be read. */
export function screenOnlyUrl(element: Element): string {
  // Two pages must not have the same one. `randomUUID` exists on pages with https: only.
  const url = SCREEN_ONLY + crypto.getRandomValues(new Uint32Array(4)).join('-');
  screenOnlyElements.set(url, new WeakRef(element));
  return url;
}

/** Null for any other URL, and for an element that is gone. */
const elementOfScreenOnlyUrl = (url: string): Element | null => screenOnlyElements.get(url)?.deref() ?? null;
