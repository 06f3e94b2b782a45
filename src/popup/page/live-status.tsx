import { useCallback, useEffect, useState } from 'preact/hooks';

/** Long enough to read two short sentences twice. */
const SHOWN_MS = 7000;

interface Announcement {
  readonly text: string;
  /** The same words said again are news. */
  readonly at: number;
}

/** The text that was said last, until it has been there long enough, and the way to say another. */
export function useAnnouncement(): [string, (text: string) => void] {
  const [said, setSaid] = useState<Announcement>({ text: '', at: 0 });
  useEffect(() => {
    if (said.text === '') return undefined;
    const timer = setTimeout(() => setSaid({ text: '', at: 0 }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const announce = useCallback((text: string) => setSaid({ text, at: performance.now() }), []);
  return [said.text, announce];
}

/** The one live region of the page: it is always there, or its words would not be read aloud. */
export const LiveStatus = ({ text }: { readonly text: string }) => (
  <p class="live-status" role="status" aria-live="polite">
    {text !== '' && <span>{text}</span>}
  </p>
);
