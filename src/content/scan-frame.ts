import type { FoundImage, FrameImages } from '../core/found-image';
import type { Preferences } from '../core/preferences';
import { type Picture, picturesOf } from './candidates';
import { documentLoaded } from './document-loaded';
import { isFrame } from './element-types';
import { everyElement } from './every-element';
import { exportPicture } from './export-picture';
import { naturalSizeOf } from './natural-size';
import { withoutPlaceholders } from './placeholders';
import { resourceTimings } from './resource-timing';
import { dataUrlShortener } from './shorten-data-urls';
import { breathing } from './yield-to-main';

/**
 * Everything in the frame's document that is a picture, in the order of the page, each but once. Done in small steps,
 * so that the page does not stand still meanwhile.
 */
export async function scan(version: Preferences['version']): Promise<FrameImages> {
  await documentLoaded();
  const breathe = breathing();
  const pictures: Picture[] = [];
  const frames: string[] = [];
  for (const element of everyElement(document)) {
    const breath = breathe();
    if (breath !== null) await breath;
    if (isForeignFrame(element)) frames.push(element.src);
    // What a video shows at this moment is nobody's picture; its poster is.
    pictures.push(...picturesOf(element).filter(({ kind }) => kind !== 'frame-of-video'));
  }
  const facts = resourceTimings();
  const shortName = dataUrlShortener();
  const handed: Promise<FoundImage | null>[] = [];
  for (const picture of folded(withoutPlaceholders(pictures))) {
    const breath = breathe();
    if (breath !== null) await breath;
    handed.push(handedOver(picture));
  }
  const images = (await Promise.all(handed)).filter(image => image !== null);
  return { title: document.title, url: location.href, images, frames };

  async function handedOver(picture: Picture): Promise<FoundImage | null> {
    const candidate = await exportPicture(picture);
    if (candidate === null) return null;
    const betterUrls = version === 'best' ? candidate.betterUrls : [];
    const best = betterUrls[0] ?? candidate.url;
    const url = await shortName(candidate.url);
    if (url === null) return null;
    const { width, height } = picture.kind === 'image' ? naturalSizeOf(picture.element, best) : candidate;
    return { url, betterUrls, alt: candidate.alt, width, height, ...facts(best) };
  }
}

/** One for each URL, the last that knows a better one; in the place of the first. */
function folded(pictures: readonly Picture[]): Iterable<Picture> {
  const found = new Map<string | Element, Picture>();
  for (const picture of pictures) {
    const key = picture.url || picture.element;
    if (!found.has(key) || picture.betterUrls.length > 0) found.set(key, picture);
  }
  return found.values();
}

/** A frame whose document this one may not look into. */
const isForeignFrame = (element: Element): element is HTMLIFrameElement | HTMLFrameElement =>
  isFrame(element) && /^https?:/.test(element.src) && element.contentDocument === null;
