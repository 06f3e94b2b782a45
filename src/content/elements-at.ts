import { findElements, shadowRootOf } from './document-walk';
import { boxOf, documentOf, rootOf } from './dom-clobbering';
import { isFrame } from './element-types';

/** A point in the viewport of this frame, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * All elements under a point, the uppermost first: including those in shadow trees, open or closed, and in frames whose
 * document this one may read.
 */
export function elementsAt(root: Document | ShadowRoot, { x, y }: Point): readonly Element[] {
  const found = new Set<Element>();
  for (const element of root.elementsFromPoint(x, y)) {
    // A shadow root's elementsFromPoint also returns elements outside of it.
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

/** Visible elements at a point that take no pointer events (`pointer-events: none`), the uppermost first. */
export async function elementsWithoutPointerEventsAt({ x, y }: Point): Promise<readonly Element[]> {
  const found = await findElements(element => {
    const { left, top, right, bottom } = boxOf(element);
    if (x < left || x >= right || y < top || y >= bottom) return false;
    const { pointerEvents, visibility, opacity } = getComputedStyle(element);
    return pointerEvents === 'none' && visibility === 'visible' && opacity !== '0';
  });
  // Of two that overlap, the later one in the document is mostly on top.
  return found.toReversed();
}

/** The part of an element's box within the window, in this window's coordinates; null when there is none. */
export function visibleBox(element: Element): DOMRect | null {
  let { left, top, right, bottom } = boxOf(element);
  // The element may be in a frame within this one.
  for (let frame = frameOf(element); frame !== null; frame = frameOf(frame)) {
    const outer = frame.getBoundingClientRect();
    const dx = outer.left + frame.clientLeft;
    const dy = outer.top + frame.clientTop;
    left = Math.max(left + dx, outer.left);
    right = Math.min(right + dx, outer.right);
    top = Math.max(top + dy, outer.top);
    bottom = Math.min(bottom + dy, outer.bottom);
  }
  left = Math.max(left, 0);
  top = Math.max(top, 0);
  right = Math.min(right, innerWidth);
  bottom = Math.min(bottom, innerHeight);
  return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : null;
}

const frameOf = (element: Element): Element | null => {
  const view = documentOf(element).defaultView;
  return view === null || view === window ? null : view.frameElement;
};
