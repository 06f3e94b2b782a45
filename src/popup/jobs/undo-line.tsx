import { useEffect, useRef } from 'preact/hooks';
import { UNDO_MS } from '../../core/job';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { doneText } from './job-texts';
import { usePostponing } from './use-postponing';

/** What was just deleted, and the way back: a button, and Ctrl+Z. Its time stands still while the user is at it. */
export function UndoLine({ job }: { readonly job: JobView }) {
  const task = useTask();
  const line = useRef<HTMLDivElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const { id, notBefore } = job;
  const [isPostponing, listeners] = usePostponing(id);
  useEffect(() => {
    if (isPostponing) return undefined;
    const scale = { transform: ['scaleX(1)', 'scaleX(0)'] };
    const running = time.current?.animate(scale, { duration: UNDO_MS, fill: 'both' });
    // Runs on from where it is, also in a page that was opened meanwhile.
    if (running !== undefined) running.currentTime = Math.max(0, UNDO_MS - (notBefore - Date.now()));
    return () => running?.cancel();
  }, [isPostponing, notBefore]);
  const { run } = task;
  useEffect(() => {
    const undo = (event: Event): void => {
      // A dialog that is open has all keys for itself, or a line of its own: the viewer's, unless one is open over that.
      const dialogs = [...document.querySelectorAll('dialog[open]')];
      if (!isUndoKey(event) || dialogs.some(dialog => !dialog.contains(line.current))) return;
      event.preventDefault();
      void run(async () => void (await call('jobs.undo', { id })));
    };
    document.addEventListener('keydown', undo);
    return () => document.removeEventListener('keydown', undo);
  }, [id, run]);
  const undo = (): void =>
    void run(async () => {
      // The button goes, and is not to take the focus with it.
      const place = line.current?.closest<HTMLElement>('dialog') ?? document.querySelector('h1');
      await call('jobs.undo', { id });
      place?.focus({ preventScroll: true });
    });
  return (
    <div ref={line} class="undo-line" {...listeners}>
      <span class="undo-text">
        <span class="footer-text">{doneText(job)}</span>
        {job.isForGood && <span class="undo-warning">{message('deleted_for_good')}</span>}
      </span>
      <button
        type="button"
        class="button button-small button-quiet footer-action"
        aria-keyshortcuts="Control+Z Meta+Z"
        // A disabled one would lose the focus, and no event would tell: the deletion would be put off for ever.
        aria-disabled={task.busy}
        onClick={() => !task.busy && undo()}
      >
        {message('undo')}
      </button>
      <span ref={time} class="undo-time" aria-hidden="true" />
      <TaskFailure task={task} />
    </div>
  );
}

/** Ctrl+Z or Cmd+Z; in a field it is for what was typed there. Held down, it would undo all deletions that there are. */
const isUndoKey = (event: Event): boolean =>
  event instanceof KeyboardEvent &&
  (event.ctrlKey || event.metaKey) &&
  !event.shiftKey &&
  !event.altKey &&
  !event.repeat &&
  // By its place where the layout has other letters than Latin ones.
  (event.key.toLowerCase() === 'z' || (event.code === 'KeyZ' && event.key > '~')) &&
  !(event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]'));
