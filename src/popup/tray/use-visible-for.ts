import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const HALF = 0.5;

/**
 * Calls `onVisible` once half of the element was in view for so long without a break, while the page is visible. Null:
 * nothing to wait for.
 */
export function useVisibleFor(
  element: RefObject<Element | null>,
  milliseconds: number,
  onVisible: (() => void) | null,
): void {
  useEffect(() => {
    const target = element.current;
    if (target === null || onVisible === null) return undefined;
    let isInView = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const startOver = (): void => {
      clearTimeout(timer);
      if (isInView && !document.hidden) timer = setTimeout(onVisible, milliseconds);
    };
    const observer = new IntersectionObserver(
      entries => {
        isInView = (entries.at(-1)?.intersectionRatio ?? 0) >= HALF;
        startOver();
      },
      { threshold: HALF },
    );
    observer.observe(target);
    document.addEventListener('visibilitychange', startOver);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', startOver);
    };
  }, [element, milliseconds, onVisible]);
}
