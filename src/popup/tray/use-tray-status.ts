import { useEffect, useRef, useState } from 'preact/hooks';
import { useLatest } from '../../ui/use-latest';
import { type TrayCounts, traySummary } from './tray-summary';

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

/** Things that happen together are said together. */
const BATCH_MS = 1000;

/**
 * What is read aloud: how things stand, each time that something begins or ends to need the person, or all of it
 * begins or ends. Never progress.
 */
export function useTrayAnnouncement(counts: TrayCounts): string {
  const [news, setNews] = useState('');
  const newest = useLatest(counts);
  const turn = `${counts.failed} ${counts.choosing} ${counts.underWay > 0}`;
  const known = useRef(turn);
  useEffect(() => {
    if (known.current === turn) return undefined;
    const timer = setTimeout(() => {
      known.current = turn;
      const { primary, secondary } = traySummary(newest.current);
      setNews([...primary, ...secondary].map(({ text }) => text).join(', '));
    }, BATCH_MS);
    return () => clearTimeout(timer);
  }, [turn, newest]);
  return news;
}
