import { essence, type MediaType } from '../core/media-type';
import { parseSrcset, type SrcsetCandidate } from '../core/srcset';
import { isImg, isSource } from './element-types';

/** Image pixels; null where unknown. */
interface PictureSize {
  readonly width: number | null;
  readonly height: number | null;
}

const UNKNOWN_SIZE: PictureSize = { width: null, height: null };

/**
 * The size of one version of what an image shows, as far as its `srcset`s and the loaded version tell. The browser's own
 * `naturalWidth` counts CSS pixels, so that of a version of 1,600 pixels may be 400.
 */
export function naturalSizeOf(element: Element, url: string): PictureSize {
  if (!isImg(element)) return UNKNOWN_SIZE;
  const { naturalWidth, naturalHeight } = element;
  const version = versionsOf(element).get(url);
  if (naturalWidth === 0 || naturalHeight === 0) return { ...UNKNOWN_SIZE, width: version?.width ?? null };
  if (version === undefined && url !== (element.currentSrc || element.src)) return UNKNOWN_SIZE;
  const scale = version?.width != null ? version.width / naturalWidth : (version?.density ?? 1);
  return { width: Math.round(naturalWidth * scale), height: Math.round(naturalHeight * scale) };
}

function versionsOf(image: HTMLImageElement): ReadonlyMap<string, SrcsetCandidate> {
  const picture = image.parentElement?.localName === 'picture' ? image.parentElement : null;
  const versions = new Map<string, SrcsetCandidate>();
  for (const element of [image, ...(picture?.children ?? [])]) {
    if (element !== image && !isSource(element)) continue;
    for (const version of parseSrcset(element.getAttribute('srcset') ?? '')) {
      const url = URL.canParse(version.url, element.baseURI)
        ? new URL(version.url, element.baseURI).href
        : '';
      if (!versions.has(url)) versions.set(url, version);
    }
  }
  return versions;
}

/** What the browser tells a page about a picture that it loaded. */
interface ResourceInfo {
  readonly bytes: number | null;
  readonly mediaType: MediaType | null;
}

const UNKNOWN_RESOURCE: ResourceInfo = { bytes: null, mediaType: null };

/** Not in TypeScript's DOM yet. */
interface WithContentType {
  readonly contentType?: string;
}

/**
 * Sizes and types by URL, from the page's resource timings. Other hosts tell them only with Timing-Allow-Origin, and a
 * page keeps the first 250 timings unless it asks for more.
 */
export function resourceTimings(): (url: string) => ResourceInfo {
  const byUrl = new Map<string, ResourceInfo>();
  for (const entry of performance.getEntriesByType('resource')) {
    if (!(entry instanceof PerformanceResourceTiming) || entry.encodedBodySize === 0) continue;
    const { contentType } = entry as WithContentType;
    byUrl.set(entry.name, { bytes: entry.encodedBodySize, mediaType: essence(contentType ?? null) });
  }
  return url =>
    url.startsWith('data:') ? infoOfDataUrl(url) : (byUrl.get(withoutFragment(url)) ?? UNKNOWN_RESOURCE);
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;

function infoOfDataUrl(url: string): ResourceInfo {
  const comma = url.indexOf(',');
  const head = url.slice('data:'.length, comma);
  const length = url.length - comma - 1;
  return {
    bytes: /;\s*base64$/i.test(head) ? Math.floor((length * 3) / 4) : null,
    mediaType: essence(head),
  };
}
