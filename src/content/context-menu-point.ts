import type { Point } from './elements-at';

let last: Point | null = null;

/** From now on it is known where in this frame a context menu was opened. */
export function trackContextMenu(): void {
  // A page may keep the second event from everybody; the first one then says that the place is not known.
  addEventListener('pointerdown', forget, { capture: true, passive: true });
  addEventListener('contextmenu', remember, { capture: true, passive: true });
}

const forget = (): void => {
  last = null;
};

const remember = (event: MouseEvent): void => {
  last = event.isTrusted ? { x: event.clientX, y: event.clientY } : null;
};

/** Where the last context menu was opened; null when nobody saw it. */
export const lastContextMenuPoint = (): Point | null => last;
