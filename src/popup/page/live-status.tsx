import { useCallback, useEffect, useState } from 'preact/hooks';

/** Long enough to read two short sentences twice. */
const SHOWN_MS = 7000;

interface Announcement {
  readonly text: string;
  /** The same words announced again are news. */
  readonly at: number;
}

/** The last announcement, until it has been there long enough, and the way to say another. */
export function useAnnouncement(): [string, (text: string) => void] {
  const [announcement, setAnnouncement] = useState<Announcement>({ text: '', at: 0 });
  useEffect(() => {
    if (announcement.text === '') return undefined;
    const timer = setTimeout(() => setAnnouncement({ text: '', at: 0 }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [announcement]);
  const announce = useCallback((text: string) => setAnnouncement({ text, at: performance.now() }), []);
  return [announcement.text, announce];
}

/** The one live region of the page: it is always there, or its words would not be read aloud. */
export const LiveStatus = ({ text }: { readonly text: string }) => (
  <p class="live-status" role="status" aria-live="polite">
    {text !== '' && <span>{text}</span>}
  </p>
);
