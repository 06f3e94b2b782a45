import { clamp } from '../core/clamp';
import { mediaTypeOfName } from '../core/media-type';
import type { Picture } from './candidates';
import { type Point, visibleBox } from './elements-at';
import type { ElementPickerTexts } from './functions';
import { bar, box, type OverlayElement, styled, tag } from './overlay-elements';

/** Which picture of the stack under the pointer is framed. */
export interface StackPosition {
  readonly at: number;
  readonly of: number;
  /** Null when a picture was reached by the keyboard. */
  readonly pointer: Point | null;
}

/** What the element picker draws over a page. It takes no pointer events, no focus, and none of the page's styles. */
export interface PickerOverlay {
  /** Frames a picture and labels it; null: there is none here. */
  show(picture: Picture | null, position: StackPosition): void;
  /** Shakes the bar: there is nothing to be saved here. */
  refuse(): void;
  close(): void;
}

/** The bar moves to the other edge when the pointer comes so near to its own. */
const BAR_CLEARANCE_PX = 110;

export function openPickerOverlay(texts: ElementPickerTexts): PickerOverlay {
  const host = document.createElement('shoebox-element-picker');
  host.lang = texts.language;
  // In the top layer, above dialogs; nothing in it takes the pointer.
  host.popover = 'manual';
  styled(host, 'host');
  const shadow = host.attachShadow({ mode: 'closed' });
  const frame = box();
  const label = tag();
  const textBar = texts.task === '' ? null : bar(texts);
  shadow.append(frame, label, ...(textBar === null ? [] : [textBar.element]));
  document.documentElement.append(host);
  host.showPopover();
  textBar?.showStackKeys(false);

  return {
    show(picture, position) {
      textBar?.say(picture === null && position.pointer !== null ? texts.nothingHere : texts.task);
      textBar?.showStackKeys(position.of > 1);
      textBar?.moveToTop(position.pointer !== null && position.pointer.y > innerHeight - BAR_CLEARANCE_PX);
      const area = picture === null ? null : visibleBox(picture.element);
      const isShown = picture !== null && area !== null;
      frame.hidden = !isShown;
      label.hidden = !isShown;
      if (!isShown) return;
      placeBox(frame, area);
      label.textContent = labelOf(picture, texts, position);
      placeTag(label, area);
    },
    refuse: () => textBar?.shake(),
    close: () => host.remove(),
  };
}

function placeBox(element: OverlayElement, { left, top, width, height }: DOMRect): void {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

const TAG_GAP_PX = 6;
const TAG_HEIGHT_PX = 24;

/** Above the picture where there is room, else within it. */
function placeTag(label: OverlayElement, { left, top }: DOMRect): void {
  const above = top - TAG_HEIGHT_PX - TAG_GAP_PX;
  Object.assign(label.style, {
    left: `${clamp(left, TAG_GAP_PX, innerWidth - label.offsetWidth - TAG_GAP_PX)}px`,
    top: `${above >= 0 ? above : Math.max(0, top) + TAG_GAP_PX}px`,
  });
}

/** `Background · 1,024 × 683 · JPEG · 1/3` */
function labelOf(picture: Picture, texts: ElementPickerTexts, { at, of }: StackPosition): string {
  const { kind, width, height, url } = picture;
  const number = new Intl.NumberFormat(texts.language);
  const size = width !== null && height !== null ? `${number.format(width)} × ${number.format(height)}` : '';
  const stack = of > 1 ? `${at + 1}/${of}` : '';
  return [texts.kinds[kind], size, formatOf(url), stack].filter(text => text !== '').join(' · ');
}

function formatOf(url: string): string {
  const { pathname, protocol } = URL.canParse(url) ? new URL(url) : { pathname: '', protocol: '' };
  const type = /^https?:$/.test(protocol)
    ? mediaTypeOfName(pathname)
    : /^image\/[\w.+-]+/.exec(pathname)?.[0];
  return (type ?? '')
    .replace(/^image\//, '')
    .replace(/\+xml$/, '')
    .toUpperCase();
}
