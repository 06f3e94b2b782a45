import { parseSrcset } from '../../core/srcset';

/** An image as the markup of a drag has it. Hostile. */
export interface ImageInMarkup {
  readonly url: string;
  /** Larger versions, the largest first, as far as they can be told without knowing the page. */
  readonly betterUrls: readonly string[];
  readonly alt: string;
}

/** More than any page shows: a drag that claims more is not let at our memory. */
const MAX_IMAGES = 1000;

/**
 * The images in a piece of HTML, each URL once. It is parsed into a document that nobody shows: nothing in it is
 * loaded, and nothing runs. Browsers write `src` as an absolute URL there, and leave `srcset` as it is.
 */
export function imagesInMarkup(html: string): readonly ImageInMarkup[] {
  const images = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('img');
  const found = new Map<string, ImageInMarkup>();
  for (const image of images) {
    const url = absoluteUrl(image.getAttribute('src') ?? '');
    if (url === null || found.has(url)) continue;
    const alt = (image.getAttribute('alt') ?? image.getAttribute('title') ?? '').trim();
    found.set(url, { url, betterUrls: versionsOf(image).filter(other => other !== url), alt });
    if (found.size === MAX_IMAGES) break;
  }
  return [...found.values()];
}

function versionsOf(image: Element): readonly string[] {
  return parseSrcset(image.getAttribute('srcset') ?? '')
    .toSorted((a, b) => (b.width ?? b.density) - (a.width ?? a.density))
    .map(({ url }) => absoluteUrl(url))
    .filter(url => url !== null);
}

/** As it can be fetched or read from its page; null for what is relative to a page that nobody knows. */
export function absoluteUrl(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const { protocol, href } = new URL(text.trim());
  return /^(https?|data|blob):$/.test(protocol) ? href : null;
}
