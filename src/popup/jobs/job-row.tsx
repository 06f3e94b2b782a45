import type { ComponentChildren } from 'preact';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { CloseIcon, RetryIcon } from '../../ui/action-icons';
import { FailureNotice, TaskFailure } from '../../ui/failure-notice';
import { type Task, useTask } from '../../ui/use-task';
import { Finding } from '../page/finding';
import { JobFailures } from './job-failures';
import { failedText, jobProgress, noteText, progressText, runningText } from './job-texts';

/** A job that goes on, that could not do all of it, or that did something else than was wanted. */
export function JobRow({ job }: { readonly job: JobView }) {
  const task = useTask();
  const { id, state, failed, failure, note, isCancelled } = job;
  const progress = jobProgress(job);
  const isDone = state === 'done';
  const hasFailed = state === 'failed';
  const text = hasFailed ? failedText(job) : note !== null && isDone ? noteText(job) : runningText(job);
  const ask = (name: 'jobs.cancel' | 'jobs.retry' | 'jobs.dismiss'): void =>
    void task.run(async () => void (await call(name, { id })));
  return (
    <li class="job-row" data-state={state}>
      <div class="job-texts">
        <p class="job-title">{text}</p>
        {hasFailed && failed === 0 && <p class="job-left">{message('job_stopped')}</p>}
        {!hasFailed && !isDone && (
          <>
            <p class="job-facts">{progressText(job)}</p>
            {job.waiting?.kind === 'other-user' && !isCancelled && (
              <p class="job-facts">{message('waiting_other_user_next', job.waiting.user)}</p>
            )}
            <progress
              aria-label={text}
              {...(progress.max > 0 && progress)}
              data-waiting={job.waiting !== null}
            />
          </>
        )}
      </div>
      <div class="job-buttons">
        {!hasFailed && !isDone && !isCancelled && (
          <JobRowButton label="cancel" subject={text} task={task} onClick={() => ask('jobs.cancel')}>
            <CloseIcon />
          </JobRowButton>
        )}
        {hasFailed && (
          <JobRowButton label="try_again" subject={text} task={task} onClick={() => ask('jobs.retry')}>
            <RetryIcon />
          </JobRowButton>
        )}
        {(hasFailed || isDone) && (
          <JobRowButton label="dismiss" subject={text} task={task} onClick={() => ask('jobs.dismiss')}>
            <CloseIcon />
          </JobRowButton>
        )}
      </div>
      {hasFailed && failure !== null && <FailureNotice failure={failure} />}
      {hasFailed && failure !== null && <Finding failed={[job]} />}
      {note !== null && <FailureNotice failure={note} isNote />}
      {hasFailed && failed > 0 && <JobFailures job={job} />}
      <TaskFailure task={task} />
    </li>
  );
}

interface RowButtonProps {
  readonly label: 'cancel' | 'try_again' | 'dismiss';
  /** What the row is about: part of the button's name for a screen reader, for there are several alike. */
  readonly subject: string;
  /** That of the row: while it is busy there is nothing to press. */
  readonly task: Task;
  readonly onClick: () => void;
  /** The icon. */
  readonly children: ComponentChildren;
}

/** What can be done with a job. */
export const JobRowButton = ({ label, subject, task, onClick, children }: RowButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={`${message(label)}: ${subject}`}
    title={message(label)}
    disabled={task.busy}
    onClick={onClick}
  >
    {children}
  </button>
);
