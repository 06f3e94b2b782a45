import { type CssImage, cssImages } from '../core/css-image';
import type { ShownSize } from '../core/source';
import { betterUrlsOf, doubtfulLinkOf, looksLikeImageUrl } from './better-urls';
import { attributeOf, documentOf } from './dom-clobbering';
import { isCanvas, isEmbedded, isImageInput, isImg, isOuterSvg, isSvgImage, isVideo } from './element-types';
import { wholeOfTiles } from './iiif-tiles';

/** By what an element shows a picture. */
export type CandidateKind = 'image' | 'poster' | 'background' | 'drawing' | 'canvas' | 'frame-of-video';

/** A picture that an element of the page shows. Hostile, all of it. */
export interface Candidate {
  /**
   * As the page shows it, resolved; empty for what the page draws itself: `export-picture.ts` makes a `data:` URL of
   * that.
   */
  readonly url: string;
  /** Where better versions may be, the best first. */
  readonly betterUrls: readonly string[];
  /** Where larger ones than those may be by what is known of the site; tried when one of those is there. */
  readonly guessedUrls?: readonly string[];
  /** Empty without one. */
  readonly alt: string;
  /** In its own pixels; null while unknown. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of what `url` shows; absent where the page does not know it. */
  readonly shownSize?: ShownSize | null;
  /** The better version that a link alone tells of: it may be another picture. */
  readonly linkedUrl?: string;
}

/** A candidate with the element that shows it. */
export interface Picture extends Candidate {
  readonly kind: CandidateKind;
  readonly element: Element;
}

/** All pictures that an element itself shows, the uppermost first, without those of its children. */
export function picturesOf(element: Element): readonly Picture[] {
  return [...contentOf(element), ...backgroundsOf(element)];
}

/** Those of them that have a URL. */
export const candidatesOf = (element: Element): readonly Picture[] =>
  picturesOf(element).filter(({ url }) => url !== '');

const known = (pixels: number): number | null => (pixels > 0 ? pixels : null);

/** A text alternative as HTML and ARIA have it; a tooltip serves where there is none. */
const altOf = (element: Element): string =>
  (
    attributeOf(element, 'alt') ||
    attributeOf(element, 'aria-label') ||
    attributeOf(element, 'title') ||
    attributeOf(element, 'data-filename') ||
    ''
  ).trim();

/** Of a figure that shows this one picture. */
function captionOf(image: HTMLImageElement): string {
  const figure = image.closest('figure');
  if (figure === null || figure.querySelectorAll('img, svg, canvas, video').length > 1) return '';
  return (figure.querySelector('figcaption')?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const MAX_SPACER_PIXELS = 2;

/** An image that nobody can see: it reserves space, or shields from the user what lies below it. */
export const isSpacer = ({ complete, naturalWidth, naturalHeight }: HTMLImageElement): boolean =>
  complete && naturalWidth > 0 && Math.max(naturalWidth, naturalHeight) <= MAX_SPACER_PIXELS;

function contentOf(element: Element): readonly Picture[] {
  const facts = { element, betterUrls: [], alt: altOf(element), width: null, height: null };
  if (isImg(element)) return imageOf(element);
  if (isImageInput(element)) return element.src === '' ? [] : [{ ...facts, kind: 'image', url: element.src }];
  if (isVideo(element)) return [videoPicture(element)];
  if (isCanvas(element)) {
    const { width, height } = element;
    const betterUrls = wholeOfTiles(element);
    return width > 0 && height > 0 ? [{ ...facts, kind: 'canvas', url: '', betterUrls, width, height }] : [];
  }
  if (isSvgImage(element)) {
    const { baseVal } = element.href;
    return baseVal === '' ? [] : [{ ...facts, kind: 'image', url: resolved(element, baseVal) }];
  }
  if (isOuterSvg(element)) return [drawingOf(element)];
  if (isEmbedded(element)) {
    const url = 'data' in element ? element.data : element.src;
    const isPicture = element.type.startsWith('image/') || (element.type === '' && looksLikeImageUrl(url));
    return url !== '' && isPicture ? [{ ...facts, kind: 'image', url }] : [];
  }
  return [];
}

function imageOf(image: HTMLImageElement): readonly Picture[] {
  const better = betterUrlsOf(image);
  const { naturalWidth, naturalHeight } = image;
  const shown = image.currentSrc || image.src;
  // A spacer shows nothing itself: the last of its better versions is what would be shown.
  const isEmpty = shown === '' || isSpacer(image);
  const url = isEmpty ? better.at(-1) : shown;
  if (url === undefined) return [];
  return [
    {
      element: image,
      kind: 'image',
      url,
      betterUrls: isEmpty ? better.slice(0, -1) : better,
      alt: altOf(image) || captionOf(image),
      width: isEmpty ? null : known(naturalWidth),
      height: isEmpty ? null : known(naturalHeight),
      shownSize: isEmpty || naturalWidth === 0 ? null : shownSizeOf(image, shown),
      ...doubtfulLinkOf(image, shown),
    },
  ];
}

/** With `srcset`, the browser counts in CSS pixels of what the page claims. */
function shownSizeOf(image: HTMLImageElement, shown: string): ShownSize {
  const { naturalWidth: width, naturalHeight: height } = image;
  const isExact = image.src === shown && !image.srcset && image.parentElement?.localName !== 'picture';
  return { width, height, isExact };
}

function videoPicture(video: HTMLVideoElement): Picture {
  const { poster, videoWidth, videoHeight } = video;
  return {
    element: video,
    kind: poster === '' ? 'frame-of-video' : 'poster',
    url: poster,
    betterUrls: [],
    alt: altOf(video),
    width: poster === '' ? known(videoWidth) : null,
    height: poster === '' ? known(videoHeight) : null,
  };
}

function drawingOf(svg: SVGSVGElement): Picture {
  const { width, height } = svg.getBoundingClientRect();
  const { documentElement, URL: address }: { documentElement: Element; URL: string } = svg.ownerDocument;
  const title = svg.querySelector(':scope > title')?.textContent?.trim() ?? '';
  return {
    element: svg,
    kind: 'drawing',
    // Where it is the whole document, it is a file already.
    url: documentElement === svg ? address : '',
    betterUrls: [],
    alt: altOf(svg) || title,
    width: known(Math.round(width)),
    height: known(Math.round(height)),
  };
}

const resolved = (element: Element, url: string): string =>
  URL.canParse(url, element.baseURI) ? new URL(url, element.baseURI).href : '';

/** In painting order, the uppermost first. */
const PAINTED = ['::after', '::before', null] as const;

/** The pictures that style sheets give an element and its pseudo-elements, the uppermost first. */
function backgroundsOf(element: Element): readonly Picture[] {
  return PAINTED.flatMap(pseudo => styleImages(element, pseudo)).map(versions => ({
    ...shownOf(versions),
    element,
    kind: 'background',
    alt: (attributeOf(element, 'aria-label') ?? attributeOf(element, 'title') ?? '').trim(),
    width: null,
    height: null,
  }));
}

/** The browser shows the smallest version that suffices for the screen. */
function shownOf(versions: CssImage): Pick<Picture, 'url' | 'betterUrls'> {
  const shown = versions.findLast(({ density }) => density >= devicePixelRatio) ?? versions[0];
  const better = versions.filter(({ density }) => density > shown.density);
  return { url: shown.url, betterUrls: better.map(({ url }) => url) };
}

function styleImages(element: Element, pseudo: '::after' | '::before' | null): readonly CssImage[] {
  const style = documentOf(element).defaultView?.getComputedStyle(element, pseudo);
  if (style === undefined) return [];
  const { content } = style;
  // Without `content` the pseudo-element does not exist, though it has a computed style.
  if (pseudo !== null && (content === 'none' || content === 'normal')) return [];
  const values = [content, style.borderImageSource, style.backgroundImage, style.maskImage];
  if (style.display === 'list-item') values.push(style.listStyleImage);
  return values.filter(value => value.includes('(')).flatMap(value => cssImages(value));
}
