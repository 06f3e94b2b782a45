import { useEffect, useState } from 'preact/hooks';
import { isPending } from '../../core/job';
import { message } from '../../i18n/message';
import type { JobView } from '../../messaging/job-messages';
import { DownloadRow } from './download-row';
import { JobRow } from './job-row';
import '../styles/work.css';

/** What is done sooner needs no row: it would only flash. */
const SHOWN_AFTER_MS = 700;

/** The jobs under way, failed, or ready to be saved, each in a row. */
export const JobRows = ({ jobs }: { readonly jobs: readonly JobView[] }) =>
  jobs.length === 0 ? null : (
    <section aria-label={message('jobs')}>
      <ul class="job-rows">
        {jobs.map(job =>
          job.state === 'ready' ? <DownloadRow key={job.id} job={job} /> : <JobRow key={job.id} job={job} />,
        )}
      </ul>
    </section>
  );

const needsRow = ({ state, note }: JobView): boolean =>
  state !== 'waiting' && (state !== 'done' || note !== null);

/** Those that have been under way for long enough to be worth a row, or need the user. */
export function useJobsWithRow(all: readonly JobView[]): readonly JobView[] {
  const jobs = all.filter(needsRow);
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
    // A timer may be early by the clock, and there is no other one for the same time.
    const show = (): void => setNow(Math.max(Date.now(), next + SHOWN_AFTER_MS));
    const timer = setTimeout(show, next + SHOWN_AFTER_MS - Date.now());
    return () => clearTimeout(timer);
  }, [next]);
  return jobs.filter(job => !isPending(job) || since(job) + SHOWN_AFTER_MS <= now);
}
