import { isImg } from './element-kinds';
import { everyElement } from './every-element';

/** The images that this frame shows under a URL, those that can be seen now first. */
export function shownImages(url: string): readonly HTMLImageElement[] {
  const shows = (element: Element): element is HTMLImageElement =>
    isImg(element) && (element.currentSrc === url || element.src === url);
  const outside = [...document.images].filter(shows);
  const images = outside.length > 0 ? outside : [...everyElement(document)].filter(shows);
  return images.sort((a, b) => seenPixels(b) - seenPixels(a));
}

/** How much of an element lies within the window, in CSS pixels. */
export function seenPixels(element: Element): number {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return width > 0 && height > 0 ? width * height : 0;
}
