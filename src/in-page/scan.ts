import type { FoundImage, FrameImages } from '../core/found-image';
import { breathing } from './breathing';
import { type Candidate, candidatesOf } from './candidates';
import { everyElement } from './every-element';
import { shortNames } from './page-blobs';
import { resourceFacts } from './resource-facts';

/**
 * Everything in the frame's document that is a picture, each URL once, in the order of the page. Done in small steps,
 * so that the page does not stand still meanwhile.
 */
export async function scan(): Promise<FrameImages> {
  const breathe = breathing();
  const found = new Map<string, Candidate>();
  const frames: string[] = [];
  for (const element of everyElement(document)) {
    const breath = breathe();
    if (breath !== null) await breath;
    if (isForeignFrame(element)) frames.push(element.src);
    for (const candidate of candidatesOf(element)) {
      const before = found.get(candidate.url);
      found.set(candidate.url, before === undefined ? candidate : merged(before, candidate));
    }
  }
  const images: FoundImage[] = [];
  const factsOf = resourceFacts();
  const shortName = shortNames();
  for (const candidate of found.values()) {
    const breath = breathe();
    if (breath !== null) await breath;
    const url = await shortName(candidate.url);
    if (url !== null) images.push({ ...candidate, url, ...factsOf(candidate.url) });
  }
  return { title: document.title, url: location.href, images, frames };
}

/** The same URL twice: what either knows. */
const merged = (one: Candidate, other: Candidate): Candidate => ({
  url: one.url,
  betterUrls: [...new Set([...one.betterUrls, ...other.betterUrls])],
  alt: one.alt || other.alt,
  width: one.width ?? other.width,
  height: one.height ?? other.height,
});

/** A frame whose document this one may not look into. */
const isForeignFrame = (element: Element): element is HTMLIFrameElement | HTMLFrameElement =>
  (element instanceof HTMLIFrameElement || element instanceof HTMLFrameElement) &&
  /^https?:/.test(element.src) &&
  element.contentDocument === null;
