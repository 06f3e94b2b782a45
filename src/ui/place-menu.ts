import { clamp } from '../core/clamp';

/** A point of the window, in CSS pixels. */
export interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

/** Between a button and its menu, and the least to the window's edge; CSS pixels. */
const GAP = 6;

/** How far a submenu lies over its menu, so that the pointer's way into it has no gap; CSS pixels. */
const OVERLAP = 4;

/**
 * Puts a menu at a point or below a button, or as a submenu beside the entry that it belongs to; all of it within what is
 * seen.
 */
export function placeMenu(menu: HTMLElement, anchor: HTMLElement | WindowPoint, isSubmenu: boolean): void {
  const { width, height } = menu.getBoundingClientRect();
  const isLeftToRight = getComputedStyle(menu).direction === 'ltr';
  const wanted =
    'x' in anchor
      ? // The pointer is over the menu when it is let go: else the browser takes that for a click elsewhere.
        { x: isLeftToRight ? anchor.x - 2 : anchor.x - width + 2, y: anchor.y - 2 }
      : (isSubmenu ? beside : below)(anchor.getBoundingClientRect(), { width, height }, isLeftToRight);
  const x = clamp(wanted.x, GAP, Math.max(GAP, innerWidth - width - GAP));
  const y = clamp(wanted.y, GAP, Math.max(GAP, innerHeight - height - GAP));
  menu.style.setProperty('translate', `${x}px ${y}px`);
}

type Size = Pick<DOMRect, 'width' | 'height'>;

/** Its end under the button's end; above it where there is no space below. */
function below({ top, bottom, left, right }: DOMRect, { width, height }: Size, isLeftToRight: boolean) {
  const fits = bottom + GAP + height <= innerHeight;
  return { x: isLeftToRight ? right - width : left, y: fits ? bottom + GAP : top - GAP - height };
}

/** On the side to which lines run if there is room, else on the other; without any, below or above: the entry stays in sight. */
function beside({ top, bottom, left, right }: DOMRect, { width, height }: Size, isLeftToRight: boolean) {
  const [after, before] = [right - OVERLAP, left - width + OVERLAP];
  const sides = isLeftToRight ? [after, before] : [before, after];
  const x = sides.find(side => side >= GAP && side + width <= innerWidth - GAP);
  if (x !== undefined) return { x, y: top - GAP };
  return { x: left + 4 * GAP, y: bottom + height + GAP <= innerHeight ? bottom : top - height };
}
