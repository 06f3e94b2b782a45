import type { Candidate } from '../content/functions';
import { SCREEN_ONLY, type WebSource } from '../core/source';
import type { PageFrame } from './menu-clicks';

/** A name is made of it, at most; and a page may say anything. */
const MAX_ALT = 1_000;

/** One is tried after the other. */
const MAX_BETTER = 8;

const isFetchable = (url: string): boolean => /^(https?|data|blob):/i.test(url);

/** What can't be fetched may still be taken from the screen. */
const isPicture = (url: string): boolean => isFetchable(url) || url.startsWith(SCREEN_ONLY);

/** A picture that a page told of, as something to be saved; null when its URL is none that a page could show. */
export function sourceOf(place: PageFrame, { url, betterUrls, alt }: Candidate): WebSource | null {
  if (!isPicture(url)) return null;
  return {
    ...place,
    kind: 'web',
    wanted: 'image',
    url,
    betterUrls: betterUrls.filter(isFetchable).slice(0, MAX_BETTER),
    alt: alt.slice(0, MAX_ALT),
  };
}
