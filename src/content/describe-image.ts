import { isPlaceholder } from './better-urls';
import { type Candidate, candidatesOf, isSpacer, type Picture } from './candidates';
import { boxOf } from './dom-clobbering';
import { elementsAt } from './elements-at';
import { imagesWithUrl, showsUrl, visibleArea } from './elements-by-url';
import { guessedUrlsOf } from './full-size';
import { lastContextMenuPoint } from './image-at-context-menu';
import { picturesAt } from './pictures-at';

/** Of so many images with one URL, one knows more than the URL, or none does. */
const MAX_SAME = 100;

/**
 * What the page knows of an image that it shows under a URL; null when it shows none such. Of several, the one that was
 * right-clicked last, else the one that knows most. Where images with different better versions show one placeholder, the
 * only one in view counts; else nothing more is known. Where the image is a transparent spacer on top of another picture,
 * that picture is its better version.
 */
export async function describeImage(url: string): Promise<Candidate | null> {
  const images = await imagesMeant(url);
  if (images.length === 0) return null;
  const [best] = (await descriptionsOf(url, images)).toSorted((a, b) => knowledge(b) - knowledge(a));
  if (best === undefined) return { url, betterUrls: [], alt: '', width: null, height: null };
  const { alt, width, height, linkedUrl } = best;
  const betterUrls = [...best.betterUrls, best.url].filter(better => better !== url);
  return {
    url,
    betterUrls,
    guessedUrls: guessedUrlsOf(url, betterUrls),
    alt,
    width,
    height,
    ...(best.url === url && { shownSize: best.shownSize ?? null }),
    ...(linkedUrl !== undefined && { linkedUrl }),
  };
}

async function imagesMeant(url: string): Promise<readonly HTMLImageElement[]> {
  const point = lastContextMenuPoint();
  const clicked = point === null ? [] : elementsAt(document, point).filter(showsUrl(url));
  return clicked.length > 0 ? clicked : imagesWithUrl(url);
}

async function descriptionsOf(url: string, images: readonly HTMLImageElement[]): Promise<readonly Picture[]> {
  const visibleFirst = images.toSorted((a, b) => visibleArea(b) - visibleArea(a)).slice(0, MAX_SAME);
  const known = await Promise.all(
    visibleFirst.map(async image => ({ image, pictures: await picturesShownBy(image) })),
  );
  const placeholders = known.filter(({ image }) => isPlaceholder(image));
  const awaited = placeholders
    .flatMap(({ pictures }) => pictures.map(bestUrlOf))
    .filter(best => best !== url);
  const inView = known.filter(({ image }) => visibleArea(image) > 0);
  const meant = new Set(awaited).size <= 1 ? known : inView.length === 1 ? inView : [];
  return meant.flatMap(({ pictures }) => pictures);
}

const bestUrlOf = ({ betterUrls, url }: Picture): string => betterUrls[0] ?? url;

async function picturesShownBy(image: HTMLImageElement): Promise<readonly Picture[]> {
  const own = candidatesOf(image);
  if (own.length > 0 || !isSpacer(image)) return own;
  const { left, top, width, height } = boxOf(image);
  const below = await picturesAt({ x: left + width / 2, y: top + height / 2 });
  return below.filter(({ url }) => url !== '').slice(0, 1);
}

const knowledge = ({ betterUrls, alt }: Picture): number => betterUrls.length * 2 + (alt === '' ? 0 : 1);
