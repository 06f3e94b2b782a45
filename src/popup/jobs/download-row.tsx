import { useEffect } from 'preact/hooks';

import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { CloseIcon, RetryIcon } from '../../ui/action-icons';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { JobFailures } from './job-failures';
import { JobRowButton } from './job-row';
import { doneText, readyText } from './job-texts';

/** A download whose bytes are there: saved by itself if it came while this page was open, else when the user asks for it. */
export function DownloadRow({ job }: { readonly job: JobView }) {
  const saving = useTask();
  const task = useTask();
  const { id, failed, isHandedOver, readyAt } = job;
  const text = doneText(job);
  const save = (isAsked: boolean): void => {
    let isWanted = isAsked;
    void saving.run(async () => {
      const isAskedNow = isWanted;
      isWanted = true; // it is the user who tries again
      const { saveZip } = await import('./save-zip');
      await saveZip(job, isAskedNow);
    });
  };
  const isNew = !isHandedOver && readyAt !== null && readyAt >= performance.timeOrigin;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it became ready
  useEffect(() => {
    if (isNew) save(false);
  }, [readyAt]);

  const ask = (name: 'jobs.retry' | 'jobs.dismiss'): void =>
    void task.run(async () => void (await call(name, { id })));
  return (
    <li class="job-row" data-state="ready">
      <div class="job-texts">
        <p class="job-title">{text}</p>
        {failed > 0 && <p class="job-left">{plural('zip_missing', failed)}</p>}
        <p class="job-facts">{saving.busy ? message('zip_making') : readyText(job)}</p>
        {saving.busy && <progress aria-label={message('zip_making')} />}
      </div>
      <div class="job-buttons">
        <button
          type="button"
          class="job-save"
          aria-label={`${message(isHandedOver ? 'zip_save_again' : 'save')}: ${text}`}
          disabled={saving.busy || task.busy}
          onClick={() => save(true)}
        >
          {message(isHandedOver ? 'zip_save_again' : 'save')}
        </button>
        {failed > 0 && (
          <JobRowButton label="try_again" subject={text} task={task} onClick={() => ask('jobs.retry')}>
            <RetryIcon />
          </JobRowButton>
        )}
        <JobRowButton label="dismiss" subject={text} task={task} onClick={() => ask('jobs.dismiss')}>
          <CloseIcon />
        </JobRowButton>
      </div>
      {failed > 0 && <JobFailures job={job} />}
      <TaskFailure task={saving} />
      <TaskFailure task={task} />
    </li>
  );
}
