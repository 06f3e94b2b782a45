import { boxOf, documentOf } from './dom-clobbering';

/** What can be seen of an element, in the coordinates of this window; null when that is nothing. */
export function visibleBox(element: Element): DOMRect | null {
  let { left, top, right, bottom } = boxOf(element);
  // It may stand in a frame within this one.
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
