import { picturesOf } from './candidates';
import { isOuterSvg } from './element-types';
import type { Point } from './elements-at';
import { foundPicture } from './export-picture';
import type { Found, Uncertain } from './functions';
import { picturesAt, picturesOn } from './pictures-at';
import type { PointerProbe } from './pointer-probe';

/** What Firefox gives content scripts. */
interface FirefoxMenus {
  readonly browser?: { readonly menus?: { getTargetElement(id: number): Element | null } };
}

/**
 * The picture where the context menu was opened; `uncertain` when that point is not known for certain, or shows no
 * picture: the user has to point at one then. Where a drawing is the whole document, it is the only picture.
 */
export async function imageAtContextMenu(targetElementId: number | null): Promise<Found | Uncertain> {
  const [whole] = isOuterSvg(document.documentElement) ? picturesOf(document.documentElement) : [];
  if (whole !== undefined) return foundPicture(whole);
  const point = lastPoint ?? (await probedPoint());
  const target = point === null && targetElementId !== null ? targetElement(targetElementId) : null;
  const [best] = point !== null ? await picturesAt(point) : target !== null ? await picturesOn(target) : [];
  return best === undefined ? { kind: 'uncertain' } : foundPicture(best);
}

const targetElement = (id: number): Element | null =>
  (globalThis as FirefoxMenus).browser?.menus?.getTargetElement(id) ?? null;

async function probedPoint(): Promise<Point | null> {
  const { shoeboxPointer } = globalThis as { readonly shoeboxPointer?: PointerProbe }; // left by pointer-probe.ts
  return shoeboxPointer?.point ?? null;
}

let lastPoint: Point | null = null;

/** Where the last context menu was opened in this frame; null when the event was not seen. */
export const lastContextMenuPoint = (): Point | null => lastPoint;

/** Records from now on where in this frame a context menu is opened. */
export function trackContextMenu(): void {
  // A page may stop `contextmenu` before it gets here; the `pointerdown` before it then makes the point unknown.
  addEventListener('pointerdown', forget, { capture: true, passive: true });
  addEventListener('contextmenu', remember, { capture: true, passive: true });
}

const forget = (): void => {
  lastPoint = null;
};

/** The page can dispatch such an event itself: only the user's own counts. */
const remember = (event: MouseEvent): void => {
  lastPoint = event.isTrusted ? { x: event.clientX, y: event.clientY } : null;
};
