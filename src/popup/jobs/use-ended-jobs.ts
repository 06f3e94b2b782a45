import { useEffect, useRef } from 'preact/hooks';
import { isPending } from '../../core/job';
import type { JobView } from '../../messaging/job-messages';
import { useJobs } from './jobs-context';

/** Says each time that a job came to its end, was undone or called off: what it was about has to be looked at again. */
export function useEndedJobs(onEnded: (job: JobView) => void): void {
  const jobs = useJobs();
  const pending = useRef<readonly JobView[]>([]);
  useEffect(() => {
    const before = pending.current;
    pending.current = jobs.filter(isPending);
    for (const job of before) {
      const now = jobs.find(({ id }) => id === job.id);
      if (now === undefined || !isPending(now)) onEnded(now ?? job);
    }
  }, [jobs, onEnded]);
}
