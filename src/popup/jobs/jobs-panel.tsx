import { useCallback, useEffect, useState } from 'preact/hooks';
import { changesAlbums, isDownload, isPending } from '../../core/job';
import { message } from '../../i18n/message';
import type { JobView } from '../../messaging/job-messages';
import { TaskFailure } from '../../ui/failure-notice';
import type { TaskState } from '../../ui/use-task';
import { useApp, useJobs } from '../model/app-context';
import { useEndedJobs } from '../model/jobs';
import { clearContentsCache } from '../model/use-album-contents';
import { DownloadRow } from './download-row';
import { JobRow } from './job-row';
import { doneText, readyText } from './job-texts';
import { UndoBars } from './undo-bar';
import '../styles/progress.css';
import '../styles/work.css';

/** What is done sooner needs no row: it would only flash. */
const SHOWN_AFTER_MS = 700;

interface JobsPanelProps {
  /** How the list of jobs is heard of; null when somebody else tells that it is not. */
  readonly watched: Pick<TaskState, 'failure' | 'retry'> | null;
  /** Albums came or went. */
  readonly onAlbumsChanged: () => void;
}

/** The jobs: under way, failed, ready to be saved, and those that can be undone. */
export function JobsPanel({ watched, onAlbumsChanged }: JobsPanelProps) {
  const { announce } = useApp();
  const jobs = useJobs();
  const ended = useCallback(
    (job: JobView) => {
      // Other albums than the one that is shown may be among what it changed.
      if (!isDownload(job.order)) clearContentsCache();
      if (changesAlbums(job.order)) onAlbumsChanged();
      if (job.state === 'done' && !job.order.kind.startsWith('delete')) announce(doneText(job));
    },
    [announce, onAlbumsChanged],
  );
  useEndedJobs(ended);
  const isUnheard = watched !== null && watched.failure !== null;
  const waiting = jobs.filter(({ state }) => state === 'waiting');
  const needsRow = ({ state, note }: JobView): boolean =>
    state !== 'waiting' && (state !== 'done' || note !== null);
  const rows = useLongRunning(jobs.filter(needsRow));
  const said = waiting.at(-1);
  const ready = jobs.findLast(({ state }) => state === 'ready');
  return (
    <>
      {(waiting.length + rows.length > 0 || isUnheard) && (
        <section class="jobs" aria-label={message('jobs')}>
          {watched !== null && <TaskFailure task={watched} />}
          <ul class="job-rows">
            {rows.map(job =>
              job.state === 'ready' ? (
                <DownloadRow key={job.id} job={job} />
              ) : (
                <JobRow key={job.id} job={job} />
              ),
            )}
          </ul>
          <UndoBars />
        </section>
      )}
      <p class="visually-hidden" role="status">
        {said !== undefined && `${doneText(said)} ${message('undo_hint')}`}
        {said === undefined && ready !== undefined && `${doneText(ready)}: ${readyText(ready)}`}
      </p>
    </>
  );
}

/** Those that have been under way for long enough to be worth a row, or need the user. */
function useLongRunning(jobs: readonly JobView[]): readonly JobView[] {
  const [now, setNow] = useState(() => Date.now());
  const since = ({ createdAt, notBefore }: JobView): number => Math.max(createdAt, notBefore);
  const next = Math.min(
    ...jobs
      .filter(isPending)
      .map(since)
      .filter(at => at + SHOWN_AFTER_MS > now),
  );
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), next + SHOWN_AFTER_MS - Date.now());
    return () => clearTimeout(timer);
  }, [next]);
  return jobs.filter(job => !isPending(job) || since(job) + SHOWN_AFTER_MS <= now);
}
