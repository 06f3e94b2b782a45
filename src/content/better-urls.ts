import { isImageType, mediaTypeOfName } from '../core/media-type';
import { parseSrcset } from '../core/srcset';
import { isLink, isSource } from './element-types';

/** Attributes in which galleries and zooms name the full-size picture. */
const FULL_SIZE = [
  'data-full',
  'data-full-src',
  'data-full-url',
  'data-fullsize',
  'data-original',
  'data-orig-file',
  'data-zoom-image',
  'data-zoom-src',
  'data-zoom',
  'data-hires',
  'data-high-res-src',
  'data-highres',
  'data-large',
  'data-large-src',
  'data-large_image',
  'data-large-file',
  'data-image-large',
  'data-2x',
  'data-canonical-src',
] as const;

/** Attributes of lazy loading. On an image that is loaded, they name what is shown already. */
const LAZY = [
  'data-src',
  'data-lazy-src',
  'data-lazy',
  'data-lazyload',
  'data-ll-src',
  'data-echo',
  'data-img-src',
  'data-image',
  'data-url',
  'data-thumb-src',
] as const;

const LAZY_SRCSET = ['data-srcset', 'data-lazy-srcset', 'data-ll-srcset'] as const;

/** Each URL that leads nowhere costs a request before the next one is tried. */
const MAX_BETTER = 4;

/**
 * Where better versions of an image may be, the best first: the image that the link around it leads to, what galleries
 * call full-size, then the larger ones of `srcset` and `<picture>`, and what lazy loading would load. None when the shown
 * one is the best.
 */
export function betterUrlsOf(image: HTMLImageElement): readonly string[] {
  const shown = image.currentSrc || image.src;
  const versions = [
    ...linkedImage(image),
    ...attributeUrls(image, FULL_SIZE),
    ...largerVersions(image, shown),
    ...lazyUrlsOf(image),
  ];
  return [...new Set(versions)].filter(url => url !== shown).slice(0, MAX_BETTER);
}

/** What lazy loading would load; nothing where it has been. */
export const lazyUrlsOf = (image: HTMLImageElement): readonly string[] =>
  isPlaceholder(image) ? [...attributeUrls(image, LAZY), ...noscriptUrls(image)] : [];

/** Whether an image shows a placeholder: nothing, inline data, or fewer pixels than its box has. */
export function isPlaceholder(image: HTMLImageElement): boolean {
  if (!image.complete || image.naturalWidth === 0) return true;
  return (image.currentSrc || image.src).startsWith('data:') || image.naturalWidth < image.clientWidth;
}

const absolute = (element: Element, url: string): readonly string[] => {
  const text = url.trim();
  if (text === '' || !URL.canParse(text, element.baseURI)) return [];
  const { href, protocol } = new URL(text, element.baseURI);
  return /^(https?|data|blob):$/.test(protocol) ? [href] : [];
};

function linkedImage(image: HTMLImageElement): readonly string[] {
  const link = image.closest('a[href]');
  if (link === null || !isLink(link)) return [];
  return looksLikeImageUrl(link.href) ? [link.href] : addressesIn(link.href);
}

/** Where a link through a search engine's page leads in the end: `mediaurl=https%3A%2F%2F…`. */
const addressesIn = (url: string): readonly string[] =>
  URL.canParse(url)
    ? [...new URL(url).searchParams]
        .filter(([name, value]) => /^(?:media|img|image)_?url$/i.test(name) && /^https?:/.test(value))
        .map(([, value]) => value)
    : [];

/** What sizes and the like add to a file's name: `cat-300x200.jpg`, `thumb_cat.jpg`, `cat.jpg?w=300`. */
const SIZE_WORD =
  /[-_.]?(?:\d+x\d*|\d*x\d+|thumb(?:nail)?s?|small|medium|large|scaled|full|tn|\d+px|[smlt])(?=[-_.]|$)/gi;

const stemOf = (url: string): string =>
  (new URL(url).pathname.split('/').findLast(segment => segment !== '') ?? '')
    .replace(/\.\w+$/, '')
    .replace(SIZE_WORD, '')
    .replace(/^[-_.]+/, '');

/**
 * The link around an image, where nothing but the link says that it leads to the same picture: they are not called alike,
 * and the image is no placeholder.
 */
export function doubtfulLinkOf(image: HTMLImageElement, shown: string): { readonly linkedUrl?: string } {
  const [linkedUrl] = linkedImage(image);
  if (linkedUrl === undefined || linkedUrl === shown || isPlaceholder(image)) return {};
  const isCalledAlike = /^https?:/.test(shown) && stemOf(linkedUrl) === stemOf(shown);
  return isCalledAlike ? {} : { linkedUrl };
}

/** A value with white space, or with neither dot nor slash, is no URL: pages use the same attributes for other things. */
const attributeUrls = (image: HTMLImageElement, names: readonly string[]): readonly string[] =>
  names
    .map(name => image.getAttribute(name) ?? '')
    .filter(value => /^\S+$/.test(value) && /[./]/.test(value))
    .flatMap(value => absolute(image, value));

interface Version {
  readonly url: string;
  /** Comparable within one image: in pixels, or CSS pixels times density. */
  readonly width: number;
}

/** The versions larger than the shown one, the largest first; of equal ones, the author's first. */
function largerVersions(image: HTMLImageElement, shown: string): readonly string[] {
  const versions = versionLists(image).flatMap(([element, srcset]) => versionsIn(image, element, srcset));
  const own = versions.find(({ url }) => url === shown)?.width ?? image.naturalWidth;
  return versions
    .filter(({ width }) => width > own)
    .sort((a, b) => b.width - a.width)
    .map(({ url }) => url);
}

/**
 * The `srcset`s that hold versions of the shown picture: of the sources that suit this window, since others may be
 * different pictures (art direction), and of the image itself unless such a source stands in its place.
 */
function versionLists(image: HTMLImageElement): readonly (readonly [Element, string])[] {
  const sources = [...(image.parentElement?.localName === 'picture' ? image.parentElement.children : [])]
    .filter(isSource)
    .filter(({ media, type }) => matchesWindow(media) && (type === '' || type.startsWith('image/')));
  const isArtDirected = sources.some(({ media }) => media !== '');
  return [...sources, ...(isArtDirected ? [] : [image])].flatMap(element =>
    ['srcset', ...LAZY_SRCSET].map(name => [element, element.getAttribute(name) ?? ''] as const),
  );
}

const matchesWindow = (media: string): boolean => media === '' || matchMedia(media).matches;

function versionsIn(image: HTMLImageElement, element: Element, srcset: string): readonly Version[] {
  return parseSrcset(srcset).flatMap(({ url, width, density }) =>
    absolute(element, url).map(url => ({ url, width: width ?? density * (image.clientWidth || 1) })),
  );
}

/** For browsers without scripts, lazy loading puts the same image into a `<noscript>` beside the placeholder. */
function noscriptUrls(image: HTMLImageElement): readonly string[] {
  const beside = [
    image.nextElementSibling,
    image.previousElementSibling,
    image.parentElement?.nextElementSibling,
  ];
  const noscript = beside.find(element => element?.localName === 'noscript');
  if (noscript?.textContent == null) return [];
  // Parsed, never inserted: in a document of DOMParser nothing loads and nothing runs.
  const inert = new DOMParser().parseFromString(noscript.textContent, 'text/html');
  const images = inert.querySelectorAll('img');
  const [only] = images;
  return images.length === 1 && only !== undefined ? absolute(image, only.getAttribute('src') ?? '') : [];
}

/**
 * Whether a URL looks like that of an image. It need not be one: a page about an image may be called like the image.
 * Whoever fetches it checks the bytes.
 */
export function looksLikeImageUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return /^data:image\//i.test(url);
  // Forums have `/attachments/cat-jpg.1234/`.
  const path = pathname.replace(/-(\w+)\.\d+\/$/, '.$1');
  const type = mediaTypeOfName(path.slice(path.lastIndexOf('/') + 1));
  return type !== null && isImageType(type);
}
