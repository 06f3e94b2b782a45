import { useEffect, useRef, useState } from 'preact/hooks';

/** The newest value, but another one at most so often: figures that change faster can't be read. The last one is always shown. */
export function useThrottled<Value>(value: Value, everyMs: number): Value {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(performance.now());
  useEffect(() => {
    if (value === shown) return undefined;
    const show = (): void => {
      shownAt.current = performance.now();
      setShown(value);
    };
    const wait = shownAt.current + everyMs - performance.now();
    if (wait <= 0) return show();
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown;
}
