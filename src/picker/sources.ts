import { originPattern } from '../core/s3-url';
import type { WebSource } from '../core/source';
import { bestUrl, type PageImage } from './page-image';

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
  pageUrl: page.url,
  frameUrl: image.frameUrl,
  pageTitle: page.title,
  tabId: page.tabId,
  frameId: image.frameId,
});

/**
 * The host permissions without which some of these may not be had: of the version that is wanted and of the one that
 * is shown. What comes from the page's own host, or was made there, needs none.
 */
export function permissionsFor(page: ScannedPage, images: readonly PageImage[]): string[] {
  const own = originPattern(page.url);
  const urls = new Set(images.flatMap(image => [image.url, bestUrl(image)]));
  const patterns = [...urls].map(originPattern).filter(pattern => pattern !== null && pattern !== own);
  return [...new Set(patterns)].filter(pattern => pattern !== null);
}
