import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TransferView } from '../../messaging/protocol';
import { type OverallProgress, OverallProgressMeter } from './overall-progress';

/**
 * The newest value, but another one at most so often: figures that change faster can't be read. The last one is always
 * shown.
 */
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

/** How far all that is under way is, together. Measured once they are drawn: a measurement changes the next one. */
export function useOverallProgress(transfers: readonly TransferView[]): OverallProgress | null {
  const [meter] = useState(() => new OverallProgressMeter());
  const [overall, setOverall] = useState<OverallProgress | null>(null);
  useLayoutEffect(() => setOverall(meter.measure(transfers, performance.now())), [meter, transfers]);
  return overall;
}
