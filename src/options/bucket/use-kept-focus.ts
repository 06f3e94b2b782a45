import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the cursor in a field that moves to another place of the page, which makes it another element: the browser would
 * put the cursor nowhere.
 * @param place fields move when this changes
 */
export function useKeptFocus(place: string): void {
  const last = useRef('');
  const before = useRef(place);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement ? target.id : '';
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    if (before.current === place) return;
    before.current = place;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && last.current !== '') document.getElementById(last.current)?.focus();
  }, [place]);
}
