import type { ComponentChildren } from 'preact';
import { useJobs } from '../model/app-context';
import { LiveStatus } from '../page/live-status';
import { UndoLine } from './undo-line';
import '../styles/footer.css';

interface FooterLineProps {
  /** What was said last; empty when that is long ago. */
  readonly said: string;
  /** What stands there when there is nothing else. */
  readonly children?: ComponentChildren;
}

/** What the line shows: the newest deletion that can be undone, else what was said last, else what it has always. */
type Shown = 'undo' | 'said' | 'rest';

export const shownInLine = (canUndo: boolean, said: string): Shown =>
  canUndo ? 'undo' : said !== '' ? 'said' : 'rest';

/** The one line at the foot of a page. */
export function FooterLine({ said, children }: FooterLineProps) {
  const newest = useJobs().findLast(({ state }) => state === 'waiting');
  return (
    <div class="footer-line" data-shown={shownInLine(newest !== undefined, said)}>
      {children}
      {newest !== undefined && <UndoLine key={newest.id} job={newest} />}
      <LiveStatus text={said} />
    </div>
  );
}
