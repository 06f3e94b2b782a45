import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { clamp } from '../core/clamp';
import type { Area } from './grid-layout';
import { useLatest } from './use-latest';

/** What becomes of what a band is drawn around. */
export interface RubberBandEvents {
  /** With `isAdding`, to what was selected before. */
  readonly onStart: (isAdding: boolean) => void;
  readonly onChange: (area: Area) => void;
  /** As if it had never begun. */
  readonly onCancel: () => void;
}

/** From here on it is a drag: a mouse moves less during a click. CSS pixels. */
const MIN_DISTANCE = 5;

/** So near to the edge of what is seen, or beyond, the page scrolls; CSS pixels. */
const SCROLL_EDGE = 36;

/** At most so far in each frame, CSS pixels. */
const MAX_SCROLL_PER_FRAME = 28;

/**
 * Where something else comes of a press: text is selected, buttons and fields do what they do, and what stands above
 * the photos.
 */
const IGNORED =
  'button, a, input, select, textarea, label, summary, [role="menu"], [role="toolbar"], [role="alert"], dialog, .photo-name, .photo-facts';

/**
 * Draws a band with the mouse, from any empty place of the page around `grid`. `band` is an element in it that shows
 * where it is; Escape takes all of it back.
 */
export function useRubberBand(
  grid: RefObject<HTMLElement | null>,
  band: RefObject<HTMLElement | null>,
  events: RubberBandEvents,
): void {
  const newest = useLatest(events);
  useEffect(() => {
    const [space, mark] = [grid.current, band.current];
    const scroller = space?.closest('main');
    if (space === null || mark === null || scroller == null) return undefined;
    let stop = (): void => {};
    const press = (event: PointerEvent): void => {
      const isElsewhere = event.target instanceof Element && event.target.closest(IGNORED) !== null;
      if (
        event.button !== 0 ||
        event.pointerType === 'touch' ||
        isElsewhere ||
        isOnScrollbar(event, scroller)
      )
        return;
      stop();
      stop = follow(event, { space, mark, scroller }, newest);
    };
    scroller.addEventListener('pointerdown', press);
    return () => {
      scroller.removeEventListener('pointerdown', press);
      stop();
    };
  }, [grid, band, newest]);
}

const isOnScrollbar = ({ clientX, clientY }: PointerEvent, scroller: Element): boolean => {
  const { left, top } = scroller.getBoundingClientRect();
  const [x, y] = [clientX - left - scroller.clientLeft, clientY - top - scroller.clientTop];
  return x < 0 || y < 0 || x >= scroller.clientWidth || y >= scroller.clientHeight;
};

interface RubberBandElements {
  readonly space: HTMLElement;
  readonly mark: HTMLElement;
  readonly scroller: HTMLElement;
}

/** Follows the pointer until it is let go; the returned function ends that at once. */
function follow(
  pressed: PointerEvent,
  { space, mark, scroller }: RubberBandElements,
  use: { readonly current: RubberBandEvents },
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const origin = pointIn(space, pressed);
  const isAdding = pressed.ctrlKey || pressed.metaKey || pressed.shiftKey;
  let pointer: Pick<PointerEvent, 'clientX' | 'clientY'> = pressed;
  let frame: number | null = null;

  const draw = (): void => {
    const here = pointIn(space, pointer);
    const area: Area = {
      start: Math.min(origin.start, here.start),
      end: Math.max(origin.start, here.start),
      top: Math.min(origin.top, here.top),
      bottom: Math.max(origin.top, here.top),
    };
    mark.hidden = false;
    mark.style.insetInlineStart = `${area.start}px`;
    mark.style.insetBlockStart = `${area.top}px`;
    mark.style.inlineSize = `${area.end - area.start}px`;
    mark.style.blockSize = `${area.bottom - area.top}px`;
    use.current.onChange(area);
  };
  const scrollOn = (): void => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const beyond =
      Math.max(0, pointer.clientY - (bottom - SCROLL_EDGE)) -
      Math.max(0, top + SCROLL_EDGE - pointer.clientY);
    scroller.scrollBy(0, clamp(beyond / (2 * SCROLL_EDGE), -1, 1) * MAX_SCROLL_PER_FRAME);
    draw();
    frame = requestAnimationFrame(scrollOn);
  };
  const end = (): void => {
    listening.abort();
    if (frame !== null) cancelAnimationFrame(frame);
    mark.hidden = true;
  };
  const move = (event: PointerEvent): void => {
    pointer = event;
    if (frame !== null) return; // drawn with the next frame
    const way = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY);
    if (way < MIN_DISTANCE) return;
    getSelection()?.empty();
    // The keys are meant for the photos from now on.
    space.focus({ preventScroll: true });
    use.current.onStart(isAdding);
    frame = requestAnimationFrame(scrollOn);
  };
  const takeBack = (): void => {
    const hasBegun = frame !== null;
    end();
    if (hasBegun) use.current.onCancel();
  };
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || frame === null) return;
    event.preventDefault();
    event.stopPropagation();
    takeBack();
  };
  const release = (): void => {
    if (frame !== null) draw();
    end();
  };
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', release, { signal });
  // A pen that scrolls the page after all, for one.
  addEventListener('pointercancel', takeBack, { signal });
  addEventListener('blur', end, { signal });
  addEventListener('keydown', giveUp, { signal, capture: true });
  // Else the text between would be selected, too.
  addEventListener('selectstart', event => event.preventDefault(), { signal });
  return end;
}

/** Where the pointer is in the grid, from its upper edge and from where its lines begin. */
function pointIn(
  space: HTMLElement,
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
): { readonly start: number; readonly top: number } {
  const { left, right, top } = space.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(space).direction === 'rtl';
  return { start: isRightToLeft ? right - clientX : clientX - left, top: clientY - top };
}
