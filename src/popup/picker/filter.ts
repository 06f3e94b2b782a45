import { mediaTypeOfName } from '../../core/media-type';
import { bestUrl, type PageImage } from './page-image';
import type { SentState } from './sent-images';

/** The types that the filter tells apart, as they stand in it. */
export const KINDS = ['JPEG', 'PNG', 'WebP', 'AVIF', 'GIF', 'SVG', 'other'] as const;

export type Kind = (typeof KINDS)[number];

const KIND_OF: Readonly<Record<string, Kind>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/apng': 'PNG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/gif': 'GIF',
  'image/svg+xml': 'SVG',
};

/** Icons are smaller than the first, what fills a screen is larger than the last: the longer edge, in image pixels. */
export const MIN_EDGES = [0, 100, 400, 1000] as const;

/** Of pictures that are in the bucket, or were picked here, by their best URL: what became of them. */
export type Marks = ReadonlyMap<string, SentState>;

/** Whether a picture is neither in the bucket nor on its way there. */
export const isNew = (marks: Marks, url: string): boolean => (marks.get(url) ?? 'failed') === 'failed';

export interface Filter {
  /** The longer edge has at least so many pixels; 0 lets everything through. */
  readonly minEdge: (typeof MIN_EDGES)[number];
  /** Null: all kinds. */
  readonly kind: Kind | null;
  /** Whether what is only linked is shown as well; null: only where there is nothing else. */
  readonly withLinked: boolean | null;
  /** Whether what is in the bucket already is left out. */
  readonly onlyNew: boolean;
}

export const NO_FILTER: Filter = { minEdge: 0, kind: null, withLinked: null, onlyNew: false };

const isLinked = (image: PageImage): boolean => image.isLinked === true;

/** Whether what is only linked is shown. */
export const showsLinked = (images: readonly PageImage[], { withLinked }: Filter): boolean =>
  withLinked ?? images.every(isLinked);

/** By what its server called it, else by its name. */
export function kindOf(image: PageImage): Kind {
  const url = bestUrl(image);
  const named = URL.canParse(url) && !url.startsWith('data:') ? mediaTypeOfName(new URL(url).pathname) : null;
  return KIND_OF[image.mediaType ?? named ?? ''] ?? 'other';
}

/** What is not known to be too small may be large enough. */
const isLargeEnough = ({ width, height }: PageImage, minEdge: number): boolean =>
  Math.max(width ?? Infinity, height ?? Infinity) >= minEdge;

export function filtered(images: readonly PageImage[], filter: Filter, marks: Marks): readonly PageImage[] {
  const { minEdge, kind, onlyNew } = filter;
  const areLinkedShown = showsLinked(images, filter);
  return images.filter(
    image =>
      isLargeEnough(image, minEdge) &&
      (kind === null || kindOf(image) === kind) &&
      (areLinkedShown || !isLinked(image)) &&
      (!onlyNew || isNew(marks, bestUrl(image))),
  );
}

/** The least sizes to choose from, with how many pictures each lets through beside the other filters. */
export const sizesAmong = (
  images: readonly PageImage[],
  filter: Filter,
  marks: Marks,
): readonly (readonly [Filter['minEdge'], number])[] =>
  MIN_EDGES.map(minEdge => [minEdge, filtered(images, { ...filter, minEdge }, marks).length]);

/** How many of the pictures that these filters let through are only linked, and how many are new. */
export function countsOf(
  images: readonly PageImage[],
  filter: Filter,
  marks: Marks,
): { readonly linked: number; readonly fresh: number; readonly saved: number } {
  const all = filtered(images, { ...filter, withLinked: true, onlyNew: false }, marks);
  const shown = filtered(images, { ...filter, onlyNew: false }, marks);
  const fresh = shown.filter(image => isNew(marks, bestUrl(image))).length;
  return { linked: all.filter(isLinked).length, fresh, saved: shown.length - fresh };
}

/** The kinds that there are, with how many of each; `chosen` is among them even if none is left of it. */
export function kindsAmong(
  images: readonly PageImage[],
  chosen: Kind | null,
): readonly (readonly [Kind, number])[] {
  const counts = new Map<Kind, number>();
  for (const image of images) counts.set(kindOf(image), (counts.get(kindOf(image)) ?? 0) + 1);
  return KINDS.map(kind => [kind, counts.get(kind) ?? 0] as const).filter(
    ([kind, count]) => count > 0 || kind === chosen,
  );
}
