import type { ComponentChild } from 'preact';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/protocol';
import { CloseIcon, RetryIcon } from '../../ui/action-icons';
import { FailureNotice } from '../../ui/failure-notice';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { JobFailures } from './job-failures';
import { doingText, progressText } from './job-texts';

/** A job that goes on, or that could not do all of it. */
export function JobRow({ job }: { readonly job: JobView }) {
  const task = useTask();
  const { id, state, total, done, failed, failure, isCancelled } = job;
  const text = doingText(job);
  const ask = (name: 'jobs.cancel' | 'jobs.retry' | 'jobs.dismiss'): void =>
    void task.run(async () => void (await call(name, { id })));
  const button = (
    label: 'cancel' | 'try_again' | 'dismiss',
    name: 'jobs.cancel' | 'jobs.retry' | 'jobs.dismiss',
    icon: ComponentChild,
  ) => (
    <button
      type="button"
      class="icon-button"
      aria-label={`${message(label)}: ${text}`}
      title={message(label)}
      disabled={task.busy}
      onClick={() => ask(name)}
    >
      {icon}
    </button>
  );
  const hasFailed = state === 'failed';
  return (
    <li class="job-row" data-state={state}>
      <div class="job-texts">
        <p class="job-title">{text}</p>
        {hasFailed ? (
          <p class="job-left">{failed > 0 ? plural('job_failures', failed) : message('job_stopped')}</p>
        ) : (
          <>
            <p class="job-facts">{progressText(job)}</p>
            <progress
              aria-label={text}
              {...(total > 0 && { max: total, value: done })}
              data-standing={job.waiting !== null}
            />
          </>
        )}
      </div>
      <div class="job-buttons">
        {!hasFailed && !isCancelled && button('cancel', 'jobs.cancel', <CloseIcon />)}
        {hasFailed && button('try_again', 'jobs.retry', <RetryIcon />)}
        {hasFailed && button('dismiss', 'jobs.dismiss', <CloseIcon />)}
      </div>
      {hasFailed && failure !== null && <FailureNotice failure={failure} />}
      {hasFailed && failed > 0 && <JobFailures id={id} failed={failed} />}
      <TaskFailure task={task} />
    </li>
  );
}
