import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { UNDO_MS } from '../../core/job';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';

/** The worker gives all of the time anew with each message; when none comes any more, as the page is gone, it runs on. */
const EVERY_MS = UNDO_MS / 3;

/** Two minutes: whoever has not moved for so long has left, and what was called deleted is to be. */
const MOST_TIMES = 36;

type Listeners = Readonly<
  Record<'onPointerMove' | 'onPointerLeave' | 'onFocusIn' | 'onFocusOut', () => void>
>;

/**
 * Puts a deletion off for as long as the user's pointer or focus is at its undo. Both are told to the listeners. A pointer
 * under which the line appeared has to move first: it was not brought there for it.
 */
export function usePostponing(id: string): [isPostponing: boolean, listeners: Listeners] {
  const [hasPointer, setPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const [isVisible, setVisible] = useState(true);
  /** How often since the pointer or the focus was moved. */
  const times = useRef(0);
  const isPostponing = (hasPointer || hasFocus) && isVisible;
  useEffect(() => {
    // Nobody is at a page that is not seen, wherever the pointer was left.
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (!isPostponing) return undefined;
    const postpone = (): void => {
      times.current++;
      if (times.current > MOST_TIMES) {
        setPointer(false);
        setFocus(false);
      } else {
        call('jobs.postpone', { id }).catch(error => reportFromPage('jobs.postpone', error));
      }
    };
    postpone();
    const timer = setInterval(postpone, EVERY_MS);
    return () => clearInterval(timer);
  }, [isPostponing, id]);
  const listeners = useMemo((): Listeners => {
    const arrives = (set: (isThere: boolean) => void) => (): void => {
      times.current = 0;
      set(true);
    };
    return {
      onPointerMove: arrives(setPointer),
      onPointerLeave: () => setPointer(false),
      onFocusIn: arrives(setFocus),
      onFocusOut: () => setFocus(false),
    };
  }, []);
  return [isPostponing, listeners];
}
