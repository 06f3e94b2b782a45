import { type Picture, picturesOf } from './candidates';
import { boxOf, localNameOf, parentOf } from './dom-clobbering';
import { isArea, isOuterSvg } from './element-types';
import { elementsAt, elementsWithoutPointerEventsAt, type Point, visibleBox } from './elements-at';

/** Shown smaller than this on either side, a picture is an icon or a tracking pixel. */
const ICON_PX = 24;

/** Only hostile pages have more elements on top of each other; nobody steps through so many. */
const MAX_STACK = 300;

/** A drawing that covers less than this of a photograph below it is an ornament on it: a play button, a heart. */
const ORNAMENT_SHARE = 0.25;

/**
 * The pictures under a point, the one that the user most likely means first. They come in painting order, the uppermost
 * first, except that these come last, group by group:
 * 1. drawings that are a small ornament on another picture below them,
 * 2. textures: backgrounds that are repeated at their own size,
 * 3. icons,
 * 4. backgrounds of the whole page.
 * Elements without pointer events count as lying below all others, and are searched for only where those show no picture
 * outside of the four groups: that search walks the whole document.
 */
export async function picturesAt(point: Point): Promise<readonly Picture[]> {
  const hit = elementsAt(document, point);
  const [best, ...others] = ranked(hit);
  if (best?.group === 0) return [best, ...others].map(({ picture }) => picture);
  return ranked([...hit, ...(await elementsWithoutPointerEventsAt(point))]).map(({ picture }) => picture);
}

/** The share of an element that a picture has to cover, to be what the user sees wherever they click on the element. */
const MIN_COVERAGE = 0.8;

/** The pictures that the user sees on an element wherever they click on it, likewise. */
export async function picturesOn(element: Element): Promise<readonly Picture[]> {
  const box = visibleBox(element);
  if (box === null) return [];
  const below = await picturesAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  return below.filter(picture => {
    const shown = visibleBox(picture.element);
    const width = Math.min(box.right, shown?.right ?? 0) - Math.max(box.left, shown?.left ?? 0);
    const height = Math.min(box.bottom, shown?.bottom ?? 0) - Math.max(box.top, shown?.top ?? 0);
    return width > 0 && height > 0 && width * height >= box.width * box.height * MIN_COVERAGE;
  });
}

interface Ranked {
  readonly picture: Picture;
  readonly group: number;
}

function ranked(elements: readonly Element[]): readonly Ranked[] {
  const shown = new Set(elements.slice(0, MAX_STACK).flatMap(throughMaps).map(drawingAround));
  const pictures = [...shown].flatMap(picturesOf);
  const each = [...new Map(pictures.map(picture => [keyOf(picture), picture])).values()];
  const largest = Math.max(0, ...each.filter(isPhotograph).map(areaOf));
  // `toSorted` is stable: within a group the painting order stays.
  return each
    .map(picture => ({ picture, group: groupOf(picture, largest) }))
    .toSorted((a, b) => a.group - b.group);
}

const keyOf = ({ element, kind, url }: Picture): Element | string =>
  url === '' ? element : `${kind} ${url}`;

/** The pointer hits a shape; the picture is the drawing around it. */
function drawingAround(element: Element): Element {
  for (let around: Element | null = element; around !== null; around = parentOf(around)) {
    if (isOuterSvg(around)) return element.localName === 'image' ? element : around;
  }
  return element;
}

/** For an area of an image map, its image. */
function throughMaps(element: Element): readonly Element[] {
  if (!isArea(element)) return [element];
  const name = element.closest('map')?.name ?? '';
  return [...document.images].filter(image => image.useMap === `#${name}`);
}

/** `largest`: the area of the largest photograph there, in square CSS pixels. */
function groupOf(picture: Picture, largest: number): number {
  const { element, kind } = picture;
  const { width, height } = boxOf(element);
  if (kind === 'background' && isWholePage(element)) return 4;
  if (Math.min(width, height) < ICON_PX) return 3;
  if (isTexture(picture)) return 2;
  return isOrnament(picture, largest) ? 1 : 0;
}

function isTexture({ element, kind }: Picture): boolean {
  if (kind !== 'background') return false;
  const { backgroundRepeat, backgroundSize, backgroundImage } = getComputedStyle(element);
  return backgroundImage.includes('url(') && backgroundRepeat === 'repeat' && backgroundSize === 'auto';
}

const areaOf = ({ element }: Picture): number => {
  const { width, height } = boxOf(element);
  return width * height;
};

const isWholePage = (element: Element): boolean => /^(html|body)$/.test(localNameOf(element));

const isPhotograph = ({ kind, element }: Picture): boolean => kind !== 'drawing' && !isWholePage(element);

const isOrnament = (picture: Picture, largest: number): boolean =>
  (picture.kind === 'drawing' || /^data:image\/svg|\.svg($|[?#])/i.test(picture.url)) &&
  areaOf(picture) < largest * ORNAMENT_SHARE;
