import type { Candidate, Picture } from './candidates';
import { isCanvas, isOuterSvg, isVideo } from './element-types';
import { screenOnlyUrl } from './elements-by-url';
import { guessedUrlsOf } from './full-size';
import type { Found } from './functions';
import { canvasDataUrl, videoFrameDataUrl } from './read-canvas';
import { svgDataUrl } from './serialize-svg';

/**
 * A picture as it leaves the page. What has no URL of its own is drawn now, into a `data:` URL; null when it can't be
 * read, mostly since the page drew something of another site into it.
 */
export async function exportPicture(picture: Picture): Promise<Candidate | null> {
  const url = picture.url || (await drawnUrl(picture));
  if (url === null) return null;
  const { betterUrls, linkedUrl, alt, width, height, shownSize = null } = picture;
  const guessedUrls = guessedUrlsOf(url, betterUrls);
  const linked = linkedUrl !== undefined && { linkedUrl };
  return { url, betterUrls, guessedUrls, alt, width, height, shownSize, ...linked };
}

async function drawnUrl({ element }: Picture): Promise<string | null> {
  if (isOuterSvg(element)) return svgDataUrl(element);
  if (isCanvas(element)) return canvasDataUrl(element);
  return isVideo(element) ? videoFrameDataUrl(element) : null;
}

/** The same as a result for the worker. A picture that can't be read can still be captured from the screen. */
export async function foundPicture(picture: Picture): Promise<Found> {
  const { element, betterUrls, alt, width, height } = picture;
  const candidate = await exportPicture(picture);
  return {
    kind: 'found',
    candidate: candidate ?? { url: screenOnlyUrl(element), betterUrls, alt, width, height },
  };
}
