import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Calls `onSeen` whenever the element comes within `margin` (CSS lengths) of what is visible of the page. */
export function useInView(
  element: RefObject<Element | null>,
  margin: string,
  onSeen: (() => void) | null,
): void {
  useEffect(() => {
    const target = element.current;
    if (target === null || onSeen === null) return undefined;
    // `rootMargin` reaches beyond the page's own scroll area only when that is named as the root.
    const observer = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && onSeen(),
      {
        root: target.closest('main'),
        rootMargin: margin,
      },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, margin, onSeen]);
}
