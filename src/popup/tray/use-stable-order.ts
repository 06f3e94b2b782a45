import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type GroupedItems, inStableOrder } from './tray-items';

/** A hand that rested so long has forgotten the list, or only lies there. */
const INTERACTION_MS = 8000;

/** The groups, whose rows keep their places while a person's pointer or keys are at work in the list. */
export function useStableOrder(list: RefObject<HTMLElement | null>, fresh: GroupedItems): GroupedItems {
  const isHeld = useIsInteracting(list);
  const shown = useRef(fresh);
  const placed = isHeld ? inStableOrder(shown.current, fresh) : fresh;
  useLayoutEffect(() => {
    shown.current = placed;
  }, [placed]);
  return placed;
}

function useIsInteracting(list: RefObject<HTMLElement | null>): boolean {
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
      timer = setTimeout(letGo, INTERACTION_MS);
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
