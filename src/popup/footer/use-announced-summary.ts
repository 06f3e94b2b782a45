import { useEffect, useRef, useState } from 'preact/hooks';
import { useLatest } from '../../ui/use-latest';
import type { FooterSummary } from './footer-summary';

/** Things that happen together are said together. */
const BATCH_MS = 1000;

/**
 * What is read aloud: how things stand, each time that something begins or ends to need the user, or all of it
 * begins or ends. Never progress.
 */
export function useAnnouncedSummary(summary: FooterSummary): string {
  const [text, setText] = useState('');
  const latest = useLatest(summary);
  const { news } = summary;
  const announced = useRef(news);
  useEffect(() => {
    if (announced.current === news) return undefined;
    const timer = setTimeout(() => {
      announced.current = news;
      const { primary, secondary } = latest.current;
      setText([...primary, ...secondary].map(part => part.text).join(', '));
    }, BATCH_MS);
    return () => clearTimeout(timer);
  }, [news, latest]);
  return text;
}
