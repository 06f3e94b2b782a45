import type { Candidate } from './functions';

/** What the page knows of an image that it shows under a URL; null when it shows none such. */
export function describe(url: string): Candidate | null {
  const image = [...document.images].find(({ currentSrc, src }) => currentSrc === url || src === url);
  if (image === undefined) return null;
  const { alt, naturalWidth: width, naturalHeight: height } = image;
  return { url, betterUrls: [], alt, width, height };
}
