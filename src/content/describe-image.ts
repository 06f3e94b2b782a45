import { isPlaceholder } from './better-urls';
import { type Candidate, candidatesOf, isSpacer, type Picture } from './candidates';
import { lastContextMenuPoint } from './context-menu-point';
import { boxOf } from './dom-clobbering';
import { isImg } from './element-types';
import { elementsAt } from './elements-at';
import { visibleArea } from './elements-by-url';
import { findElements } from './find-elements';
import { picturesAt } from './pictures-at';

/** Of so many that show the same, one has something to say, or none has. */
const MAX_SAME = 100;

/**
 * What the page knows of an image that it shows under a URL; null when it shows none such. Of several, the one that was
 * right-clicked last, or else the one that has the most to say; of different ones behind one placeholder the only one
 * in view, or else nothing more is known. Where the image is a transparent spacer that lies on another one, that one is
 * what is better.
 */
export async function describe(url: string): Promise<Candidate | null> {
  const images = await imagesOf(url);
  if (images.length === 0) return null;
  const [best] = (await meantOf(url, images)).toSorted((a, b) => worth(b) - worth(a));
  if (best === undefined) return { url, betterUrls: [], alt: '', width: null, height: null };
  const { alt, width, height } = best;
  return {
    url,
    betterUrls: [...best.betterUrls, best.url].filter(better => better !== url),
    alt,
    width,
    height,
  };
}

async function imagesOf(url: string): Promise<readonly HTMLImageElement[]> {
  const shows = (element: Element): element is HTMLImageElement =>
    isImg(element) && (element.currentSrc === url || element.src === url);
  const point = lastContextMenuPoint();
  const clicked = point === null ? [] : elementsAt(document, point).filter(shows);
  if (clicked.length > 0) return clicked;
  const outside = [...document.images].filter(shows);
  return outside.length > 0 ? outside : findElements(shows);
}

async function meantOf(url: string, images: readonly HTMLImageElement[]): Promise<readonly Picture[]> {
  const seenFirst = images.toSorted((a, b) => visibleArea(b) - visibleArea(a)).slice(0, MAX_SAME);
  const known = await Promise.all(
    seenFirst.map(async image => ({ image, pictures: await pictureOf(image) })),
  );
  const standIns = known.filter(({ image }) => isPlaceholder(image));
  const awaited = standIns.flatMap(({ pictures }) => pictures.map(bestOf)).filter(best => best !== url);
  const inView = known.filter(({ image }) => visibleArea(image) > 0);
  const meant = new Set(awaited).size <= 1 ? known : inView.length === 1 ? inView : [];
  return meant.flatMap(({ pictures }) => pictures);
}

const bestOf = ({ betterUrls, url }: Picture): string => betterUrls[0] ?? url;

async function pictureOf(image: HTMLImageElement): Promise<readonly Picture[]> {
  const own = candidatesOf(image);
  if (own.length > 0 || !isSpacer(image)) return own;
  const { left, top, width, height } = boxOf(image);
  const below = await picturesAt({ x: left + width / 2, y: top + height / 2 });
  return below.filter(({ url }) => url !== '').slice(0, 1);
}

const worth = ({ betterUrls, alt }: Picture): number => betterUrls.length * 2 + (alt === '' ? 0 : 1);
