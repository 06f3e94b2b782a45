import type { FoundImage, ScannedFrame } from '../core/found-image';

/** A picture to be picked, and where it stands. */
export interface PageImage extends FoundImage {
  readonly frameId: number;
  readonly frameUrl: string;
}

/** The address of the version that would be saved. */
export const bestUrl = ({ betterUrls, url }: Pick<PageImage, 'betterUrls' | 'url'>): string =>
  betterUrls[0] ?? url;

/** Adds a frame's pictures to those of the frames before it. */
export const withFrame = (
  images: readonly PageImage[],
  { images: found, frameId, url }: ScannedFrame,
): readonly PageImage[] =>
  deduplicated([...images, ...found.map(image => ({ ...image, frameId, frameUrl: url }))]);

/**
 * One entry for what is one picture: shown twice, shown in two versions that have the same best one, or shown here and
 * the best version of what is shown there. It stays in the place of the first.
 */
export function deduplicated(images: readonly PageImage[]): readonly PageImage[] {
  const places = new Map<string, number>();
  const entries: PageImage[] = [];
  for (const image of images) {
    const place = places.get(bestUrl(image)) ?? places.get(image.url) ?? entries.length;
    const before = entries[place];
    const entry = before === undefined ? image : preferred(before, image);
    entries[place] = entry;
    for (const url of [image.url, bestUrl(image)]) places.set(url, place);
  }
  return entries;
}

/** The one that knows a better version, or is larger; with the other's text where it has none. */
function preferred(one: PageImage, other: PageImage): PageImage {
  const rank = ({ betterUrls, width }: PageImage): number =>
    betterUrls.length > 0 ? Infinity : (width ?? 0);
  const [more, less] = rank(other) > rank(one) ? [other, one] : [one, other];
  return { ...more, alt: more.alt || less.alt };
}
