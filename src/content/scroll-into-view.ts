import { boxOf, parentOf, rootOf } from './dom-clobbering';
import { elementWithUrl, visibleArea } from './elements-by-url';

/** Where a picture is in the window of the tab, in CSS pixels; what lies outside of the window is cut off. */
export interface ShownPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Of the window, for telling what a CSS pixel is on the screen. */
  readonly windowWidth: number;
}

/** In a window that is hidden no frame is drawn, and no animation frame comes. */
const FRAME_TIMEOUT_MS = 500;

let scrolledFrom: readonly (readonly [Element, number, number])[] = [];

/** Brings a picture into view, and tells where in the window it is then; null when there is none to be seen. */
export async function showPlace(url: string): Promise<ShownPlace | null> {
  const element = await elementWithUrl(url);
  if (element === null) return null;
  const { width, height } = boxOf(element);
  const wholly = Math.min(width, innerWidth) * Math.min(height, innerHeight);
  if (visibleArea(element) < wholly - 1) {
    scrolledFrom = ancestorsOf(element).map(one => [one, one.scrollLeft, one.scrollTop]);
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  }
  // What is to be seen has to be drawn: the first frame is begun then, the second one comes after it.
  await nextFrame();
  await nextFrame();
  return placeInWindow(element);
}

/** Scrolls back to where the page was before. */
export function scrollBack(): null {
  for (const [element, left, top] of scrolledFrom) element.scrollTo({ left, top, behavior: 'instant' });
  scrolledFrom = [];
  return null;
}

function ancestorsOf(element: Element): readonly Element[] {
  const root = rootOf(element);
  const parent = parentOf(element) ?? (root instanceof ShadowRoot ? root.host : null);
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

function placeInWindow(element: Element): ShownPlace | null {
  const place = boxOf(element);
  const offset = offsetOfFrame();
  if (offset === null) return null;
  // Zoomed with two fingers, the window shows a part of the page.
  const { offsetLeft, offsetTop, scale, width, height } = zoomOf(offset.view);
  const cut = (from: number, to: number, start: number, length: number): readonly [number, number] => [
    Math.max(0, (from - start) * scale),
    Math.min(length * scale, (to - start) * scale),
  ];
  const [left, right] = cut(place.left + offset.left, place.right + offset.left, offsetLeft, width);
  const [top, bottom] = cut(place.top + offset.top, place.bottom + offset.top, offsetTop, height);
  if (right - left < 1 || bottom - top < 1) return null;
  return { left, top, width: right - left, height: bottom - top, windowWidth: offset.view.innerWidth };
}

const zoomOf = ({ visualViewport, innerWidth, innerHeight }: Window): Zoom =>
  visualViewport ?? { offsetLeft: 0, offsetTop: 0, scale: 1, width: innerWidth, height: innerHeight };

type Zoom = Pick<VisualViewport, 'offsetLeft' | 'offsetTop' | 'scale' | 'width' | 'height'>;

/** Where this frame stands in the tab's window; null within a frame of another site, which does not say. */
function offsetOfFrame(): { readonly left: number; readonly top: number; readonly view: Window } | null {
  let [left, top] = [0, 0];
  let view: Window = window;
  // biome-ignore lint/plugin/no-silent-catch: the answer where a frame around this one is of another site.
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

const nextFrame = (): Promise<void> =>
  new Promise(resolve => {
    const late = setTimeout(resolve, FRAME_TIMEOUT_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      resolve();
    });
  });
