import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** What is seen of a long element that stands in a scrolling one, in CSS pixels. */
export interface Viewport {
  /** Of the element. */
  readonly width: number;
  /** Of what scrolls. */
  readonly height: number;
  /** How far the element's upper edge is above that of what is seen; negative below it. */
  readonly top: number;
}

/** What scrolls a page of the extension: its `main`. */
const scrollContainerOf = (element: Element | null): HTMLElement | null => element?.closest('main') ?? null;

/**
 * Follows what is seen of an element; null until it was measured, which is before anything is painted. `isSame` says
 * which views are drawn alike: scrolling within one draws nothing anew; it must not change.
 */
export function useViewport(
  element: RefObject<HTMLElement | null>,
  isSame: (one: Viewport, other: Viewport) => boolean,
): Viewport | null {
  const [view, setView] = useState<Viewport | null>(null);
  const look = useCallback(() => {
    const scroller = scrollContainerOf(element.current);
    if (element.current === null || scroller === null) return;
    const top = scroller.getBoundingClientRect().top - element.current.getBoundingClientRect().top;
    const next = { width: element.current.clientWidth, height: scroller.clientHeight, top };
    setView(now => (now !== null && isSame(now, next) ? now : next));
  }, [element, isSame]);
  useLayoutEffect(look, [look]);
  // What stands above it may have moved it. After the paint: were a page to change with each look, it would still live.
  useEffect(look);
  useEffect(() => {
    const scroller = scrollContainerOf(element.current);
    if (element.current === null || scroller === null) return undefined;
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    resized.observe(element.current);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, [element, look]);
  return view;
}

/** Scrolls just so far that what stands from `top` to `bottom` within the element is seen, with `margin` above it. */
export function reveal(element: HTMLElement | null, top: number, bottom: number, margin: number): void {
  const scroller = scrollContainerOf(element);
  if (element === null || scroller === null) return;
  const from = element.getBoundingClientRect().top;
  const seen = scroller.getBoundingClientRect();
  const [above, below] = [from + top - margin - seen.top, from + bottom - seen.bottom];
  if (above < 0) scroller.scrollBy({ top: above });
  else if (below > 0) scroller.scrollBy({ top: below });
}
