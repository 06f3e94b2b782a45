import { Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { causeOf } from '../../connection/cause';
import type { Failure } from '../../core/failure';
import { explainFailure, failureDetails } from '../../i18n/failure-messages';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView, KeyFailure } from '../../messaging/job-messages';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { byCause } from '../model/by-cause';
import { Finding } from '../page/finding';

/** More would not be read; the number of all is said above. */
const SHOWN = 50;

interface JobFailuresProps {
  readonly job: Pick<JobView, 'id' | 'failed' | 'bucket' | 'endedAt'>;
}

/** What a job could not do, and why: once for all that failed for the same reason. */
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
  const causes = byCause(failures.slice(0, SHOWN), ({ failure }) => failure);
  // Of all of them: else those that are not shown would seem to have failed for the same reason.
  const [onlyCause, ...others] = useMemo(() => byCause(failures, ({ failure }) => failure), [failures]);
  return (
    <>
      <Finding failed={failures.map(({ failure }) => ({ failure, bucket, endedAt }))} />
      {onlyCause !== undefined && others.length === 0 && <Explained failure={onlyCause.failure} />}
      <details class="job-failures">
        <summary>{message('failure_details')}</summary>
        <TaskFailure task={task} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and must do so by keyboard too (WCAG 2.1.1) */}
        <ul tabIndex={0}>
          {causes.map(({ failure: cause, items }) => (
            <Fragment key={items[0]?.key}>
              {items.map(({ key, failure }) => (
                <li key={key}>
                  <strong>
                    <Bdi name={key} />
                  </strong>
                  <span>{failureDetails(failure).forAdmin}</span>
                  {failure.technical !== '' && <code>{failure.technical}</code>}
                </li>
              ))}
              {others.length > 0 && (
                <li>
                  <Explained failure={cause} />
                </li>
              )}
            </Fragment>
          ))}
        </ul>
        {failures.length > SHOWN && <p>{plural('and_more', failures.length - SHOWN)}</p>}
      </details>
    </>
  );
}

/** Why, once for all that failed so, and what to do; where the finding says that, it is not said twice. */
function Explained({ failure }: { readonly failure: Failure | null }) {
  if (failure === null) return null;
  const { sentence, nextStep } = explainFailure(failure);
  return (
    <p class="job-cause">
      {sentence} {causeOf(failure) === null && nextStep}
    </p>
  );
}
