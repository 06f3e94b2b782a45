import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type GroupedItems, inStableOrder } from './tray-items';

/** After so long without an event, the pointer only rests there. */
const INTERACTION_MS = 8000;

/** The groups, whose rows keep their places while the user's pointer or keys are at work in the list. */
export function useStableOrder(list: RefObject<HTMLElement | null>, fresh: GroupedItems): GroupedItems {
  const isInteracting = useIsInteracting(list);
  const shown = useRef(fresh);
  const placed = isInteracting ? inStableOrder(shown.current, fresh) : fresh;
  useLayoutEffect(() => {
    shown.current = placed;
  }, [placed]);
  return placed;
}

function useIsInteracting(list: RefObject<HTMLElement | null>): boolean {
  const [isInteracting, setInteracting] = useState(false);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      setInteracting(false);
    };
    const hold = (): void => {
      clearTimeout(timer);
      timer = setTimeout(end, INTERACTION_MS);
      setInteracting(true);
    };
    const listening = new AbortController();
    const { signal } = listening;
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const)
      element.addEventListener(type, hold, { signal, passive: true });
    element.addEventListener('pointerleave', end, { signal });
    return () => {
      listening.abort();
      clearTimeout(timer);
    };
  }, [list]);
  return isInteracting;
}
