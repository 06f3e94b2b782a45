import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TransferView } from '../../messaging/protocol';
import { useLatest } from '../../ui/use-latest';
import { type OverallProgress, OverallProgressMeter } from './overall-progress';
import { type TrayCounts, traySummary } from './tray-summary';

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

/** Things that happen together are said together. */
const BATCH_MS = 1000;

/**
 * What is read aloud: how things stand, each time that something begins or ends to need the user, or all of it
 * begins or ends. Never progress.
 */
export function useTrayAnnouncement(counts: TrayCounts): string {
  const [text, setText] = useState('');
  const latest = useLatest(counts);
  const summary = `${counts.failed} ${counts.choosing} ${counts.signingIn > 0} ${counts.underWay > 0}`;
  const announced = useRef(summary);
  useEffect(() => {
    if (announced.current === summary) return undefined;
    const timer = setTimeout(() => {
      announced.current = summary;
      const { primary, secondary } = traySummary(latest.current);
      setText([...primary, ...secondary].map(part => part.text).join(', '));
    }, BATCH_MS);
    return () => clearTimeout(timer);
  }, [summary, latest]);
  return text;
}

/** How far all that is under way is, together. Measured once they are drawn: a measurement changes the next one. */
export function useOverallProgress(transfers: readonly TransferView[]): OverallProgress | null {
  const [meter] = useState(() => new OverallProgressMeter());
  const [overall, setOverall] = useState<OverallProgress | null>(null);
  useLayoutEffect(() => setOverall(meter.measure(transfers, performance.now())), [meter, transfers]);
  return overall;
}
