import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { createCache } from '../../ui/cache';

/** How far what was shown was scrolled, by its name. */
const positions = createCache<number>();

/** Scrolls to where a user was when they left this place, once its size is known. */
export function useScrollRestoration(
  grid: RefObject<HTMLElement | null>,
  place: string,
  isMeasured: boolean,
): void {
  const isRestored = useRef(false);
  useLayoutEffect(() => {
    const scroller = grid.current?.closest('main');
    if (!isMeasured || scroller == null) return;
    if (!isRestored.current) scroller.scrollTop = positions.get(place) ?? 0;
    isRestored.current = true;
  }, [grid, place, isMeasured]);
  useLayoutEffect(() => {
    const scroller = grid.current?.closest('main');
    const note = (): void => {
      if (isRestored.current && scroller != null) positions.set(place, scroller.scrollTop);
    };
    scroller?.addEventListener('scroll', note, { passive: true });
    return () => scroller?.removeEventListener('scroll', note);
  }, [grid, place]);
}
