import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Calls `onSeen` whenever the element comes within `margin` (CSS lengths) of what is visible of the page, `onLeft` when it
 * goes away from there.
 */
export function useInView(
  element: RefObject<Element | null>,
  margin: string,
  onEnter: (() => void) | null,
  onLeave?: () => void,
): void {
  useEffect(() => {
    const target = element.current;
    if (target === null || onEnter === null) return undefined;
    // `rootMargin` reaches beyond the page's own scroll area only when that is named as the root.
    const observer = new IntersectionObserver(
      entries => {
        if (entries.at(-1)?.isIntersecting === false) onLeave?.();
        else onEnter();
      },
      {
        root: target.closest('main'),
        rootMargin: margin,
      },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, margin, onEnter, onLeave]);
}
