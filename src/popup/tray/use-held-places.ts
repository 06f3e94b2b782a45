import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type GroupedItems, inOldPlaces } from './tray-items';

/** A hand that rested so long has forgotten the list, or only lies there. */
const HELD_MS = 8000;

/** The groups, whose rows keep their places while a person's pointer or keys are at work in the list. */
export function useHeldPlaces(list: RefObject<HTMLElement | null>, fresh: GroupedItems): GroupedItems {
  const isHeld = useIsHeld(list);
  const shown = useRef(fresh);
  const placed = isHeld ? inOldPlaces(shown.current, fresh) : fresh;
  useLayoutEffect(() => {
    shown.current = placed;
  }, [placed]);
  return placed;
}

function useIsHeld(list: RefObject<HTMLElement | null>): boolean {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const letGo = (): void => {
      clearTimeout(timer);
      setHeld(false);
    };
    const hold = (): void => {
      clearTimeout(timer);
      timer = setTimeout(letGo, HELD_MS);
      setHeld(true);
    };
    const listening = new AbortController();
    const { signal } = listening;
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const)
      element.addEventListener(type, hold, { signal, passive: true });
    element.addEventListener('pointerleave', letGo, { signal });
    return () => {
      listening.abort();
      clearTimeout(timer);
    };
  }, [list]);
  return isHeld;
}
