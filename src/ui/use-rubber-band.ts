import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Area } from './grid-layout';
import { useLatest } from './use-latest';

/** What becomes of what a band is drawn around. */
export interface BandUse {
  /** With `isAdding`, to what was selected before. */
  readonly begin: (isAdding: boolean) => void;
  readonly change: (area: Area) => void;
  /** As if it had never begun. */
  readonly cancel: () => void;
}

/** A hand that only clicks moves less, CSS pixels. */
const LEAST_WAY = 5;

/** So near to the edge of what is seen, or beyond, the page scrolls; CSS pixels. */
const EDGE = 36;

/** At most so far in each frame, CSS pixels. */
const MOST_A_FRAME = 28;

/** Where something else comes of a press: text is selected, buttons and fields do what they do, and what stands above the photos. */
const OTHERS =
  'button, a, input, select, textarea, label, summary, [role="menu"], [role="toolbar"], [role="alert"], dialog, .photo-name, .photo-facts';

/**
 * Draws a band with the mouse, from any empty place of the page around `grid`. `band` is an element in it that shows
 * where it is; Escape takes all of it back.
 */
export function useRubberBand(
  grid: RefObject<HTMLElement | null>,
  band: RefObject<HTMLElement | null>,
  use: BandUse,
): void {
  const newest = useLatest(use);
  useEffect(() => {
    const [space, mark] = [grid.current, band.current];
    const scroller = space?.closest('main');
    if (space === null || mark === null || scroller == null) return undefined;
    let stop = (): void => {};
    const press = (event: PointerEvent): void => {
      const isElsewhere = event.target instanceof Element && event.target.closest(OTHERS) !== null;
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

interface Place {
  readonly space: HTMLElement;
  readonly mark: HTMLElement;
  readonly scroller: HTMLElement;
}

/** Follows the pointer until it is let go; the returned function ends that at once. */
function follow(
  pressed: PointerEvent,
  { space, mark, scroller }: Place,
  use: { readonly current: BandUse },
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const origin = placeIn(space, pressed);
  const isAdding = pressed.ctrlKey || pressed.metaKey || pressed.shiftKey;
  let pointer: Pick<PointerEvent, 'clientX' | 'clientY'> = pressed;
  let frame: number | null = null;

  const draw = (): void => {
    const here = placeIn(space, pointer);
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
    use.current.change(area);
  };
  const scrollOn = (): void => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const beyond = Math.max(0, pointer.clientY - (bottom - EDGE)) - Math.max(0, top + EDGE - pointer.clientY);
    scroller.scrollBy(0, Math.max(-1, Math.min(1, beyond / (2 * EDGE))) * MOST_A_FRAME);
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
    if (way < LEAST_WAY) return;
    getSelection()?.empty();
    // The keys are meant for the photos from now on.
    space.focus({ preventScroll: true });
    use.current.begin(isAdding);
    frame = requestAnimationFrame(scrollOn);
  };
  const takeBack = (): void => {
    const hasBegun = frame !== null;
    end();
    if (hasBegun) use.current.cancel();
  };
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || frame === null) return;
    event.preventDefault();
    event.stopPropagation();
    takeBack();
  };
  const letGo = (): void => {
    if (frame !== null) draw();
    end();
  };
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', letGo, { signal });
  // A pen that scrolls the page after all, for one.
  addEventListener('pointercancel', takeBack, { signal });
  addEventListener('blur', end, { signal });
  addEventListener('keydown', giveUp, { signal, capture: true });
  // Else the text between would be selected, too.
  addEventListener('selectstart', event => event.preventDefault(), { signal });
  return end;
}

/** Where the pointer is in the grid, from its upper edge and from where its lines begin. */
function placeIn(
  space: HTMLElement,
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
): { readonly start: number; readonly top: number } {
  const { left, right, top } = space.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(space).direction === 'rtl';
  return { start: isRightToLeft ? right - clientX : clientX - left, top: clientY - top };
}
