import { useEffect, useRef } from 'preact/hooks';
import { isPending } from '../../core/job';
import { callIdempotent } from '../../messaging/client';
import type { JobRequest, JobView } from '../../messaging/job-messages';
import { useJobs } from './app-context';

/** Has something done. Resolves when it is written down, so that this page can be closed. */
export async function startJob(request: JobRequest): Promise<void> {
  await callIdempotent('jobs.start', { id: crypto.randomUUID(), wish: request });
}

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
