import { type Picture, picturesOf } from '../candidates';
import { everyElement } from '../every-element';

/** Smaller ones are decoration: a keyboard should not have to walk over every icon. */
const MIN_PX = 32;

/** The pictures that can be seen in the window now, one for each element, in the order of the page. */
export function picturesInView(): readonly Picture[] {
  const pictures: Picture[] = [];
  for (const element of everyElement(document)) {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) continue;
    if (Math.min(width, height) < MIN_PX || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [picture] = picturesOf(element);
    if (picture !== undefined) pictures.push(picture);
  }
  return pictures;
}
