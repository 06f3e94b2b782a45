/** A picture that an element shows. */
export interface Candidate {
  readonly url: string;
  /** Where better versions may be, the best first. */
  readonly betterUrls: readonly string[];
  readonly alt: string;
  /** In its own pixels; null while unknown. */
  readonly width: number | null;
  readonly height: number | null;
}

const known = (pixels: number): number | null => (pixels > 0 ? pixels : null);

/** The pictures of one element: its own, and those of its backgrounds. */
export function candidatesOf(element: Element): readonly Candidate[] {
  return [...own(element), ...painted(element)].filter(({ url }) => /^(https?|data|blob):/i.test(url));
}

function own(element: Element): Candidate[] {
  if (element instanceof HTMLImageElement) {
    const { currentSrc, src, alt, naturalWidth, naturalHeight } = element;
    return [
      {
        url: currentSrc || src,
        betterUrls: [],
        alt,
        width: known(naturalWidth),
        height: known(naturalHeight),
      },
    ];
  }
  if (element instanceof HTMLInputElement && element.type === 'image')
    return [named(element.src, element.alt)];
  if (element instanceof HTMLVideoElement) return [named(element.poster, element.title)];
  if (element instanceof SVGImageElement)
    return [named(new URL(element.href.baseVal, document.baseURI).href, '')];
  return [];
}

const named = (url: string, alt: string): Candidate => ({
  url,
  betterUrls: [],
  alt,
  width: null,
  height: null,
});

const PAINTED_BY = [null, '::before', '::after'] as const;

function painted(element: Element): Candidate[] {
  return PAINTED_BY.flatMap(pseudo => {
    const { backgroundImage, content } = getComputedStyle(element, pseudo);
    return [backgroundImage, pseudo === null ? '' : content].flatMap(urlsIn).map(url => named(url, ''));
  });
}

/** In computed values every URL is absolute, and quoted. */
const urlsIn = (value: string): string[] =>
  [...value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map(([, url = '']) => url.replace(/\\(.)/g, '$1'));
