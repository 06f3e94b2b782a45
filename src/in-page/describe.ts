import { type Candidate, candidatesOf, isSpacer, type Picture } from './candidates';
import { isImg } from './element-kinds';
import { elementsAt } from './elements-at';
import { everyElement } from './every-element';
import { picturesAt } from './pictures-at';
import { lastRightClick } from './right-clicks';

/**
 * What the page knows of an image that it shows under a URL; null when it shows none such. Of several, the one that was
 * right-clicked last, or else the one that has the most to say. Where the image is a transparent spacer that lies on
 * another one, that one is what is better.
 */
export function describe(url: string): Candidate | null {
  const shows = (element: Element): element is HTMLImageElement =>
    isImg(element) && (element.currentSrc === url || element.src === url);
  const point = lastRightClick();
  const clicked = point === null ? [] : elementsAt(document, point).filter(shows);
  const shown = clicked.length > 0 ? clicked : [...document.images].filter(shows);
  const images = shown.length > 0 ? shown : [...everyElement(document)].filter(shows);
  const [best] = images.flatMap(pictureOf).sort((a, b) => worth(b) - worth(a));
  if (best === undefined) return null;
  const { alt, width, height } = best;
  return {
    url,
    betterUrls: [...best.betterUrls, best.url].filter(better => better !== url),
    alt,
    width,
    height,
  };
}

function pictureOf(image: HTMLImageElement): readonly Picture[] {
  const own = candidatesOf(image);
  if (own.length > 0 || !isSpacer(image)) return own;
  const { left, top, width, height } = image.getBoundingClientRect();
  const below = picturesAt({ x: left + width / 2, y: top + height / 2 });
  return below.filter(({ url }) => url !== '').slice(0, 1);
}

const worth = ({ betterUrls, alt }: Picture): number => betterUrls.length * 2 + (alt === '' ? 0 : 1);
