import { picturesOf } from './candidates';
import { lastContextMenuPoint } from './context-menu-point';
import { isOuterSvg } from './element-types';
import type { Point } from './elements-at';
import { foundPicture } from './export-picture';
import type { Found, Uncertain } from './functions';
import { picturesAt, picturesOn } from './pictures-at';
import type { PointerProbe } from './pointer-probe';

/** What Firefox has in content scripts. */
interface FirefoxMenus {
  readonly browser?: { readonly menus?: { getTargetElement(id: number): Element | null } };
}

/**
 * The picture under the place where the context menu was opened; `unsure` when that place is not known for certain, or
 * shows no picture: a person has to point at one then. Where a drawing is all of the document, there is no other.
 */
export async function findHere(targetElementId: number | null): Promise<Found | Uncertain> {
  const [whole] = isOuterSvg(document.documentElement) ? picturesOf(document.documentElement) : [];
  if (whole !== undefined) return foundPicture(whole);
  const point = lastContextMenuPoint() ?? (await witnessedPlace());
  const target = point === null && targetElementId !== null ? targetElement(targetElementId) : null;
  const [best] = point !== null ? await picturesAt(point) : target !== null ? await picturesOn(target) : [];
  return best === undefined ? { kind: 'unsure' } : foundPicture(best);
}

const targetElement = (id: number): Element | null =>
  (globalThis as FirefoxMenus).browser?.menus?.getTargetElement(id) ?? null;

async function witnessedPlace(): Promise<Point | null> {
  const { shoeboxPointer } = globalThis as { readonly shoeboxPointer?: PointerProbe }; // left by witness-pointer.ts
  return shoeboxPointer?.point ?? null;
}
