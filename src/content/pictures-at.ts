import { type Picture, picturesOf } from './candidates';
import { boxOf, localNameOf, parentOf } from './dom-clobbering';
import { isArea, isOuterSvg } from './element-types';
import { elementsAt, elementsWithoutPointerEventsAt, type Point } from './elements-at';
import { visibleBox } from './visible-box';

/** Shown smaller than this on either side, a picture is an icon or a dot of a tracker. */
const ICON_PX = 24;

/** More lie on each other only on pages that want to be slow; nobody looks through so many. */
const MAX_STACK = 300;

/** A drawing that covers less than this of a photograph below it is an ornament on it: a play button, a heart. */
const ORNAMENT_SHARE = 0.25;

/**
 * The pictures under a point, the one that a person most likely means first. They come as they are painted, from the
 * uppermost to the lowest, except that further back stand, each group in that order:
 * 1. drawings that are a small ornament on another picture below them,
 * 2. textures: backgrounds that are repeated at their own size,
 * 3. icons,
 * 4. backgrounds of the whole page.
 * What the pointer can't touch counts as lying below what it can, and is looked for only where that leads to nothing
 * of the first group.
 */
export async function picturesAt(point: Point): Promise<readonly Picture[]> {
  const touched = elementsAt(document, point);
  const [best, ...others] = ranked(touched);
  if (best?.group === 0) return [best, ...others].map(({ picture }) => picture);
  return ranked([...touched, ...(await elementsWithoutPointerEventsAt(point))]).map(({ picture }) => picture);
}

/** How much of an element a picture has to cover, to be what a person sees there wherever they click on it. */
const COVERS = 0.8;

/** The pictures that a person sees on an element wherever they click on it, likewise. */
export async function picturesOn(element: Element): Promise<readonly Picture[]> {
  const box = visibleBox(element);
  if (box === null) return [];
  const below = await picturesAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  return below.filter(picture => {
    const shown = visibleBox(picture.element);
    const width = Math.min(box.right, shown?.right ?? 0) - Math.max(box.left, shown?.left ?? 0);
    const height = Math.min(box.bottom, shown?.bottom ?? 0) - Math.max(box.top, shown?.top ?? 0);
    return width > 0 && height > 0 && width * height >= box.width * box.height * COVERS;
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
  // Stable: within a group it stays as painted.
  return each
    .map(picture => ({ picture, group: groupOf(picture, largest) }))
    .toSorted((a, b) => a.group - b.group);
}

const keyOf = ({ element, kind, url }: Picture): Element | string =>
  url === '' ? element : `${kind} ${url}`;

/** A shape is hit where its drawing is meant. */
function drawingAround(element: Element): Element {
  for (let around: Element | null = element; around !== null; around = parentOf(around)) {
    if (isOuterSvg(around)) return element.localName === 'image' ? element : around;
  }
  return element;
}

/** An image map's areas lie on their image. */
function throughMaps(element: Element): readonly Element[] {
  if (!isArea(element)) return [element];
  const name = element.closest('map')?.name ?? '';
  return [...document.images].filter(image => image.useMap === `#${name}`);
}

/** `largest`: the area of the largest photograph there. */
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
