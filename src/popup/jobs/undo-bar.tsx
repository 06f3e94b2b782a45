import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { useJobs } from '../model/app-context';
import { doneText } from './job-texts';
import '../styles/undo.css';

/** All that was deleted in the last seconds, each with its way back. */
export function UndoBars() {
  const waiting = useJobs().filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return null;
  return (
    <ul class="undo-bars">
      {waiting.map(job => (
        <UndoBar key={job.id} job={job} />
      ))}
    </ul>
  );
}

/** What was just deleted, and the way back, for as long as there is one. */
function UndoBar({ job }: { readonly job: JobView }) {
  const task = useTask();
  const time = useRef<HTMLSpanElement>(null);
  const { id, createdAt, notBefore } = job;
  useEffect(() => {
    const whole = notBefore - createdAt;
    // Runs on from where it is, also in a page that was opened meanwhile.
    const running = time.current?.animate(
      { transform: ['scaleX(1)', 'scaleX(0)'] },
      { duration: whole, fill: 'both' },
    );
    if (running !== undefined) running.currentTime = Math.max(0, Date.now() - createdAt);
    return () => running?.cancel();
  }, [createdAt, notBefore]);
  const bar = useRef<HTMLLIElement>(null);
  const undo = (): void =>
    void task.run(async () => {
      // The button goes, and is not to take the focus with it.
      const place = bar.current?.closest<HTMLElement>('dialog') ?? document.querySelector('h1');
      await call('jobs.undo', { id });
      place?.focus({ preventScroll: true });
    });
  return (
    <li ref={bar} class="undo-bar">
      <span class="undo-text">{doneText(job)}</span>
      <button type="button" class="undo-button" disabled={task.busy} onClick={undo}>
        {message('undo')}
      </button>
      <span ref={time} class="undo-time" aria-hidden="true" />
      <TaskFailure task={task} />
    </li>
  );
}
