import { boxOf, parentOf, rootOf } from './dom-clobbering';
import { elementWithUrl, visibleArea } from './elements-by-url';
import { nextFrame } from './next-frame';

/** Where a picture is in the window of the tab, in CSS pixels, clipped to the window. */
export interface VisibleRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Of the window: tells how many screen pixels a CSS pixel has. */
  readonly windowWidth: number;
}

/**
 * The tab is in front, and will be drawn; a busy computer takes its time, and a screenshot that is taken before is one of
 * another part of the page. Two of these are less than the time that the page is given to answer.
 */
const FRAME_TIMEOUT_MS = 2_000;

let scrolledFrom: readonly (readonly [Element, number, number])[] = [];

/** Scrolls a picture into view and returns where in the window it is then; null when there is none to be seen. */
export async function scrollIntoView(url: string): Promise<VisibleRect | null> {
  const element = await elementWithUrl(url);
  if (element === null) return null;
  const { width, height } = boxOf(element);
  const fully = Math.min(width, innerWidth) * Math.min(height, innerHeight);
  if (visibleArea(element) < fully - 1) {
    scrolledFrom = ancestorsOf(element).map(one => [one, one.scrollLeft, one.scrollTop]);
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  }
  // The screenshot needs the scrolled page painted: the first callback comes before that, the second one after it.
  await nextFrame(FRAME_TIMEOUT_MS);
  await nextFrame(FRAME_TIMEOUT_MS);
  return rectInWindow(element);
}

/** Scrolls back to where the page was before. */
export function restoreScroll(): null {
  for (const [element, left, top] of scrolledFrom) element.scrollTo({ left, top, behavior: 'instant' });
  scrolledFrom = [];
  return null;
}

function ancestorsOf(element: Element): readonly Element[] {
  const root = rootOf(element);
  const parent = parentOf(element) ?? (root instanceof ShadowRoot ? root.host : null);
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

function rectInWindow(element: Element): VisibleRect | null {
  const box = boxOf(element);
  const offset = offsetOfFrame();
  if (offset === null) return null;
  // Pinch-zoomed, the window shows a part of the page only.
  const { offsetLeft, offsetTop, scale, width, height } = zoomOf(offset.view);
  const clip = (from: number, to: number, start: number, length: number): readonly [number, number] => [
    Math.max(0, (from - start) * scale),
    Math.min(length * scale, (to - start) * scale),
  ];
  const [left, right] = clip(box.left + offset.left, box.right + offset.left, offsetLeft, width);
  const [top, bottom] = clip(box.top + offset.top, box.bottom + offset.top, offsetTop, height);
  if (right - left < 1 || bottom - top < 1) return null;
  return { left, top, width: right - left, height: bottom - top, windowWidth: offset.view.innerWidth };
}

const zoomOf = ({ visualViewport, innerWidth, innerHeight }: Window): Zoom =>
  visualViewport ?? { offsetLeft: 0, offsetTop: 0, scale: 1, width: innerWidth, height: innerHeight };

type Zoom = Pick<VisualViewport, 'offsetLeft' | 'offsetTop' | 'scale' | 'width' | 'height'>;

/** Where this frame is in the tab's window; null within a frame of another site, which does not tell. */
function offsetOfFrame(): { readonly left: number; readonly top: number; readonly view: Window } | null {
  let [left, top] = [0, 0];
  let view: Window = window;
  // biome-ignore lint/plugin/no-silent-catch: null is the answer where a frame around this one is of another site.
  try {
    while (view !== view.parent) {
      const frame = view.frameElement;
      if (frame === null) return null;
      const box = frame.getBoundingClientRect();
      left += box.left + frame.clientLeft;
      top += box.top + frame.clientTop;
      view = view.parent;
    }
  } catch {
    return null;
  }
  return { left, top, view };
}
