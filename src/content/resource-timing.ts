import { essence, type MediaType } from '../core/media-type';

/** What the page was told of a picture that it loaded. */
interface ResourceInfo {
  readonly bytes: number | null;
  readonly mediaType: MediaType | null;
}

const UNKNOWN: ResourceInfo = { bytes: null, mediaType: null };

/** Not in TypeScript's DOM yet. */
interface WithContentType {
  readonly contentType?: string;
}

/**
 * Sizes and types by URL, from the page's own timings. Other hosts tell them only with Timing-Allow-Origin, and a page
 * keeps the first 250 timings unless it asks for more.
 */
export function resourceTimings(): (url: string) => ResourceInfo {
  const byUrl = new Map<string, ResourceInfo>();
  for (const entry of performance.getEntriesByType('resource')) {
    if (!(entry instanceof PerformanceResourceTiming) || entry.encodedBodySize === 0) continue;
    const { contentType } = entry as WithContentType;
    byUrl.set(entry.name, { bytes: entry.encodedBodySize, mediaType: essence(contentType ?? null) });
  }
  return url =>
    url.startsWith('data:') ? factsOfDataUrl(url) : (byUrl.get(withoutFragment(url)) ?? UNKNOWN);
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;

function factsOfDataUrl(url: string): ResourceInfo {
  const comma = url.indexOf(',');
  const head = url.slice('data:'.length, comma);
  const length = url.length - comma - 1;
  return {
    bytes: /;\s*base64$/i.test(head) ? Math.floor((length * 3) / 4) : null,
    mediaType: essence(head),
  };
}
