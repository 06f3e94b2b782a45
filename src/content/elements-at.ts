import { boxOf, rootOf } from './dom-clobbering';
import { isFrame } from './element-types';
import { shadowRootOf } from './every-element';
import { findElements } from './find-elements';

/** A place in the window of this frame, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * All elements under a point, the uppermost first: through shadow trees, open or closed, and through frames whose
 * document this one may look into.
 */
export function elementsAt(root: Document | ShadowRoot, { x, y }: Point): readonly Element[] {
  const found = new Set<Element>();
  for (const element of root.elementsFromPoint(x, y)) {
    // A shadow root is asked by its host, and also answers with what lies outside of it.
    if (found.has(element)) continue;
    const shadow = rootOf(element) === root ? shadowRootOf(element) : null;
    if (shadow !== null) addAll(found, elementsAt(shadow, { x, y }));
    if (isFrame(element)) addAll(found, elementsInFrame(element, { x, y }));
    found.add(element);
  }
  return [...found];
}

function addAll(found: Set<Element>, elements: readonly Element[]): void {
  for (const element of elements) found.add(element);
}

function elementsInFrame(frame: HTMLIFrameElement | HTMLFrameElement, { x, y }: Point): readonly Element[] {
  const inside = frame.contentDocument;
  if (inside === null) return [];
  const { left, top } = frame.getBoundingClientRect();
  return elementsAt(inside, { x: x - left - frame.clientLeft, y: y - top - frame.clientTop });
}

/** What the pointer can't touch (`pointer-events: none`) but eyes can see at a point, the uppermost first. */
export async function elementsWithoutPointerEventsAt({ x, y }: Point): Promise<readonly Element[]> {
  const found = await findElements(element => {
    const { left, top, right, bottom } = boxOf(element);
    if (x < left || x >= right || y < top || y >= bottom) return false;
    const { pointerEvents, visibility, opacity } = getComputedStyle(element);
    return pointerEvents === 'none' && visibility === 'visible' && opacity !== '0';
  });
  // Of two that lie on each other, the later one in the document is above, mostly.
  return found.toReversed();
}
