import type { FoundImage, ScannedFrame } from '../../core/found-image';
import { originPattern } from '../../core/s3-url';
import type { WebSource } from '../../core/source';
import { boundedHosts } from '../model/bounded-hosts';

/** A picture to be picked, and where it stands. */
export interface PageImage extends FoundImage {
  readonly frameId: number;
  readonly frameUrl: string;
}

/** The address of the version that would be saved. */
export const bestUrl = ({ betterUrls, url }: Pick<PageImage, 'betterUrls' | 'url'>): string =>
  betterUrls[0] ?? url;

/** Adds a frame's pictures to those of the frames before it. */
export const withFrame = (
  images: readonly PageImage[],
  { images: found, frameId, url }: ScannedFrame,
): readonly PageImage[] =>
  deduplicated([...images, ...found.map(image => ({ ...image, frameId, frameUrl: url }))]);

/**
 * One entry for what is one picture: shown twice, shown in two versions that have the same best one, or shown here and
 * the best version of what is shown there. It stays in the place of the first.
 */
export function deduplicated(images: readonly PageImage[]): readonly PageImage[] {
  const places = new Map<string, number>();
  const entries: PageImage[] = [];
  for (const image of images) {
    const place = places.get(bestUrl(image)) ?? places.get(image.url) ?? entries.length;
    const before = entries[place];
    const entry = before === undefined ? image : preferred(before, image);
    entries[place] = entry;
    for (const url of [image.url, bestUrl(image)]) places.set(url, place);
  }
  return entries;
}

/** The one that knows a better version, or is larger; with the other's text where it has none. */
function preferred(one: PageImage, other: PageImage): PageImage {
  const rank = ({ betterUrls, width, isLinked }: PageImage): number =>
    isLinked === true ? -1 : betterUrls.length > 0 ? Infinity : (width ?? 0);
  const [more, less] = rank(other) > rank(one) ? [other, one] : [one, other];
  return { ...more, alt: more.alt || less.alt };
}

/** The page that was looked through. */
export interface ScannedPage {
  readonly tabId: number;
  /** Hostile, both. */
  readonly url: string;
  readonly title: string;
}

/** A picture as the worker is told to save it. */
export const sourceOf = (page: ScannedPage, image: PageImage): WebSource => ({
  kind: 'web',
  wanted: 'image',
  url: image.url,
  betterUrls: image.betterUrls,
  alt: image.alt,
  ...(image.guessedUrls && { guessedUrls: image.guessedUrls }),
  ...(image.linkedUrl !== undefined && { linkedUrl: image.linkedUrl }),
  ...(image.shownSize && { shownSize: image.shownSize }),
  pageUrl: page.url,
  frameUrl: image.frameUrl,
  pageTitle: page.title,
  tabId: page.tabId,
  frameId: image.frameId,
});

/**
 * The host permissions without which some of these may not be had: of the version that is wanted and of the one that
 * is shown; not all of many. What comes from the page's own host, or was made there, needs none.
 */
export function permissionsFor(page: ScannedPage, images: readonly PageImage[]): string[] {
  const own = originPattern(page.url);
  const urls = images.flatMap(image => [image.url, bestUrl(image)]);
  const patterns = urls.map(originPattern).filter(pattern => pattern !== null);
  return boundedHosts(patterns.filter(pattern => pattern !== own));
}

/**
 * Match patterns of the hosts whose frames stand in the page, and none of which could be looked through. A frame of a
 * host that one frame of which was looked through needs no permission: it was on its way elsewhere.
 */
export function inaccessibleHosts(
  frames: readonly Pick<ScannedFrame, 'url' | 'frames'>[],
): readonly string[] {
  const seen = new Set(frames.map(({ url }) => originPattern(url)));
  const wanted = new Set(frames.flatMap(({ frames }) => frames.map(originPattern)));
  return [...wanted].filter(pattern => pattern !== null).filter(pattern => !seen.has(pattern));
}
