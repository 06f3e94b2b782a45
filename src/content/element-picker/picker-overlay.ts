import { mediaTypeOfName } from '../../core/media-type';
import type { Picture } from '../candidates';
import type { Point } from '../elements-at';
import { visibleBox } from '../visible-box';
import { bar, box, type OverlayElement, styled, tag } from './overlay-elements';
import type { AimTexts } from './picker-texts';

/** Where in the stack of pictures under the pointer the shown one is. */
export interface StackPosition {
  readonly at: number;
  readonly of: number;
  /** Null when a picture was reached by the keyboard. */
  readonly pointer: Point | null;
}

/** What the aim mode draws over a page. It takes no pointer, no focus, and nothing of the page's styles. */
export interface PickerOverlay {
  /** Frames a picture and says what it is; null: there is none here. */
  show(picture: Picture | null, place: StackPosition): void;
  /** Says once more that there is nothing to be saved here. */
  refuse(): void;
  close(): void;
}

/** The bar gives way to a pointer that comes so near to the edge where it stands. */
const GIVES_WAY_PX = 110;

export function openPickerOverlay(texts: AimTexts): PickerOverlay {
  const host = document.createElement('shoebox-aim');
  host.lang = texts.language;
  // In the top layer, above dialogs; and out of the way of everything, since nothing in it can be touched.
  host.popover = 'manual';
  styled(host, 'host');
  const shadow = host.attachShadow({ mode: 'closed' });
  const frame = box();
  const label = tag();
  const line = texts.task === '' ? null : bar(texts);
  shadow.append(frame, label, ...(line === null ? [] : [line.element]));
  document.documentElement.append(host);
  host.showPopover();
  line?.showStackKeys(false);

  return {
    show(picture, place) {
      line?.say(picture === null && place.pointer !== null ? texts.nothingHere : texts.task);
      line?.showStackKeys(place.of > 1);
      line?.moveToTop(place.pointer !== null && place.pointer.y > innerHeight - GIVES_WAY_PX);
      const area = picture === null ? null : visibleBox(picture.element);
      const isShown = picture !== null && area !== null;
      frame.hidden = !isShown;
      label.hidden = !isShown;
      if (!isShown) return;
      placeBox(frame, area);
      label.textContent = describe(picture, texts, place);
      placeTag(label, area);
    },
    refuse: () => line?.shake(),
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
    left: `${Math.max(TAG_GAP_PX, Math.min(left, innerWidth - label.offsetWidth - TAG_GAP_PX))}px`,
    top: `${above >= 0 ? above : Math.max(0, top) + TAG_GAP_PX}px`,
  });
}

/** `Background · 1,024 × 683 · JPEG · 1/3` */
function describe(picture: Picture, texts: AimTexts, { at, of }: StackPosition): string {
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
