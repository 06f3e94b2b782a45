import { type Picture, picturesOf } from '../candidates';
import { boxOf } from '../dom-clobbering';
import { findElements } from '../find-elements';

/** Smaller ones are decoration: a keyboard should not have to walk over every icon. */
const MIN_PX = 32;

/** The pictures that can be seen in the window now, one for each element, in the order of the page. */
export async function picturesInView(): Promise<readonly Picture[]> {
  const elements = await findElements(element => isInView(element) && picturesOf(element).length > 0);
  return elements.flatMap(element => picturesOf(element).slice(0, 1));
}

function isInView(element: Element): boolean {
  const { left, top, right, bottom, width, height } = boxOf(element);
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return false;
  if (Math.min(width, height) < MIN_PX) return false;
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
}
