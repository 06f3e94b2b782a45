import { useEffect, useState } from 'preact/hooks';
import { explainFailure, failureDetails } from '../../i18n/failure-messages';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView, KeyFailure } from '../../messaging/job-messages';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { Finding } from '../page/finding';

/** More would not be read; the number of all is said above. */
const SHOWN = 50;

interface JobFailuresProps {
  readonly job: Pick<JobView, 'id' | 'failed' | 'bucket' | 'endedAt'>;
}

/** What a job could not do, key by key, and why. */
export function JobFailures({ job: { id, failed, bucket, endedAt } }: JobFailuresProps) {
  const [failures, setFailures] = useState<readonly KeyFailure[]>([]);
  const task = useTask();
  const { run } = task;
  useEffect(() => {
    // There may be others by the next try, as many as before.
    if (failed === 0) return;
    void run(async signal => {
      const known = await call('jobs.failures', { id });
      if (!signal.aborted) setFailures(known);
    });
  }, [id, failed, run]);
  return (
    <>
      <Finding failed={failures.map(({ failure }) => ({ failure, bucket, endedAt }))} />
      <details class="job-failures">
        <summary>{message('failure_details')}</summary>
        <TaskFailure task={task} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and must do so by keyboard too (WCAG 2.1.1) */}
        <ul tabIndex={0}>
          {failures.slice(0, SHOWN).map(({ key, failure }) => (
            <li key={key}>
              <strong>
                <Bdi name={key} />
              </strong>
              <span>
                {explainFailure(failure).sentence} {explainFailure(failure).nextStep}
              </span>
              <span>{failureDetails(failure).forAdmin}</span>
              {failure.technical !== '' && <code>{failure.technical}</code>}
            </li>
          ))}
        </ul>
        {failures.length > SHOWN && <p>{plural('and_more', failures.length - SHOWN)}</p>}
      </details>
    </>
  );
}
