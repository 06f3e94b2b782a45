import type { FoundImage, FrameImages } from '../core/found-image';
import type { Preferences } from '../core/preferences';
import { yieldToMain } from '../core/yield-to-main';
import { isPlaceholder, lazyUrlsOf, looksLikeImageUrl } from './better-urls';
import { type Picture, picturesOf } from './candidates';
import { everyElement } from './document-walk';
import { isArea, isFrame, isImg, isLink } from './element-types';
import { exportPicture } from './export-picture';
import { naturalSizeOf, resourceTimings } from './image-facts';

/** Every picture in the frame's document, in the order of the page, each URL once. Yields to the page in between. */
export async function scanFrame(version: Preferences['version']): Promise<FrameImages> {
  await documentLoaded();
  const pause = yieldToMain();
  const pictures: Picture[] = [];
  const frames: string[] = [];
  const links: (HTMLAnchorElement | HTMLAreaElement)[] = [];
  for (const element of everyElement(document)) {
    const paused = pause();
    if (paused !== null) await paused;
    if (isForeignFrame(element)) frames.push(element.src);
    if ((isLink(element) || isArea(element)) && looksLikeImageUrl(element.href)) links.push(element);
    // The current frame of a video is nothing that a page offers as a picture; its poster is.
    pictures.push(...picturesOf(element).filter(({ kind }) => kind !== 'frame-of-video'));
  }
  const infoOf = resourceTimings();
  const shorten = dataUrlShortener();
  const exported: Promise<FoundImage | null>[] = [];
  for (const picture of withoutDuplicates(withoutPlaceholders(pictures))) {
    const paused = pause();
    if (paused !== null) await paused;
    exported.push(foundImage(picture));
  }
  const shown = (await Promise.all(exported)).filter(image => image !== null);
  const known = new Set(pictures.flatMap(({ url, betterUrls }) => [url, ...betterUrls]));
  const linked = linkedImages(links, known).map(async image => {
    const url = await shorten(image.url);
    return url === null ? [] : [{ ...image, url, ...infoOf(image.url) }];
  });
  const images = [...shown, ...(await Promise.all(linked)).flat()];
  return { title: document.title, url: location.href, images, frames };

  async function foundImage(picture: Picture): Promise<FoundImage | null> {
    const candidate = await exportPicture(picture);
    if (candidate === null) return null;
    const betterUrls = version === 'best' ? candidate.betterUrls : [];
    const best = betterUrls[0] ?? candidate.url;
    const url = await shorten(candidate.url);
    if (url === null) return null;
    const { width, height } = picture.kind === 'image' ? naturalSizeOf(picture.element, best) : candidate;
    const { alt, shownSize = null, guessedUrls = [], linkedUrl } = candidate;
    const linked = linkedUrl !== undefined && { linkedUrl };
    return { url, betterUrls, guessedUrls, alt, width, height, shownSize, ...linked, ...infoOf(best) };
  }
}

/** What links lead to, each once, but for what the page shows or has for a better version of that. */
function linkedImages(
  links: readonly (HTMLAnchorElement | HTMLAreaElement)[],
  known: ReadonlySet<string>,
): readonly Omit<FoundImage, 'bytes' | 'mediaType'>[] {
  const byUrl = new Map(links.map(link => [link.href, link]).toReversed() as [string, Element][]);
  return [...byUrl]
    .toReversed()
    .flatMap(([url, link]) =>
      known.has(url)
        ? []
        : [{ url, betterUrls: [], alt: textOf(link, url), width: null, height: null, isLinked: true }],
    );
}

/** Longest text of a link that says what a picture is. In characters. */
const MAX_LINK_TEXT = 300;

/** Empty where a link says no more than the name of its file. */
function textOf(link: Element, url: string): string {
  const said = (link.getAttribute('title') || link.textContent || '').replace(/\s+/g, ' ').trim();
  const text = said.slice(0, MAX_LINK_TEXT).toWellFormed(); // of half a character, `encodeURI` throws
  return url.endsWith(encodeURI(text)) ? '' : text;
}

/** One picture for each URL: the last that knows a better version, at the position of the first. */
function withoutDuplicates(pictures: readonly Picture[]): Iterable<Picture> {
  const found = new Map<string | Element, Picture>();
  for (const picture of pictures) {
    const key = picture.url || picture.element;
    if (!found.has(key) || picture.betterUrls.length > 0) found.set(key, picture);
  }
  return found.values();
}

/** A frame whose document this one may not read. */
const isForeignFrame = (element: Element): element is HTMLIFrameElement | HTMLFrameElement =>
  isFrame(element) && /^https?:/.test(element.src) && element.contentDocument === null;

/** Scripts and servers that never answer keep a document from being complete; what is there by then is scanned. */
const LOAD_TIMEOUT_MS = 3_000;

function documentLoaded(): Promise<void> {
  return new Promise(resolve => {
    if (document.readyState !== 'loading') return resolve();
    const timeout = setTimeout(resolve, LOAD_TIMEOUT_MS);
    const onLoaded = (): void => {
      clearTimeout(timeout);
      resolve();
    };
    document.addEventListener('DOMContentLoaded', onLoaded, { once: true });
  });
}

/** The URLs that images with different better versions show until they are loaded: none of these is the picture itself. */
function placeholdersOf(pictures: readonly Picture[]): ReadonlySet<string> {
  const bestBehind = new Map<string, string>();
  const shared = new Set<string>();
  for (const { element, url, betterUrls } of pictures) {
    const [best] = betterUrls;
    if (best === undefined || !isImg(element) || !isPlaceholder(element)) continue;
    if ((bestBehind.get(url) ?? best) !== best) shared.add(url);
    bestBehind.set(url, best);
  }
  return shared;
}

/** Each picture as it will be once loaded, where it shows a placeholder that others show as well, here or on other pages. */
function withoutPlaceholders(pictures: readonly Picture[]): readonly Picture[] {
  const placeholders = placeholdersOf(pictures);
  return pictures.map(picture => {
    const url = placeholders.has(picture.url) ? picture.betterUrls.at(-1) : lazyUrlOf(picture);
    if (url === undefined) return picture;
    const betterUrls = picture.betterUrls.filter(better => better !== url);
    return { ...picture, url, betterUrls, width: null, height: null };
  });
}

/**
 * What lazy loading will show in the place of a file of the site. Without this, whoever has saved one picture from behind
 * that file has saved, as it seems, each that stands behind it. A small version that is not loaded yet is no such file.
 */
function lazyUrlOf({ element, url, betterUrls }: Picture): string | undefined {
  if (betterUrls.length === 0 || !isImg(element) || !/^https?:/.test(url)) return undefined;
  return lazyUrlsOf(element).findLast(lazy => betterUrls.includes(lazy) && looksLikeImageUrl(lazy));
}

/** `data:` URLs up to this length, and in all, go along in the result as they are; more would delay it. In characters. */
const MAX_INLINE = 64 * 1024;
const MAX_INLINE_TOTAL = 1024 * 1024;

/**
 * Replaces large `data:` URLs, which are the pictures themselves, by a `blob:` URL of this frame, which can be read as
 * long as the page is there. Null for one that can't be decoded.
 */
function dataUrlShortener(): (url: string) => Promise<string | null> {
  let room = MAX_INLINE_TOTAL;
  return async url => {
    if (!url.startsWith('data:')) return url;
    if (url.length <= Math.min(MAX_INLINE, room)) {
      room -= url.length;
      return url;
    }
    // biome-ignore lint/plugin/no-silent-catch: null is the answer for one that can't be decoded.
    try {
      return URL.createObjectURL(await (await fetch(url)).blob());
    } catch {
      return null;
    }
  };
}
