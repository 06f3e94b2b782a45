import { useEffect, useRef, useState } from 'preact/hooks';
import { isPending } from '../../core/job';
import type { JobView } from '../../messaging/job-messages';
import { watchList } from '../watch-list';

const NONE: readonly JobView[] = [];

let known = NONE;
let isWatching = false;
const listeners = new Set<(jobs: readonly JobView[]) => void>();

/** One port for all of the page, for as long as it is there. */
function watch(): void {
  if (isWatching) return;
  isWatching = true;
  void watchList('jobs.watch', new AbortController().signal, jobs => {
    known = jobs;
    for (const listener of listeners) listener(jobs);
  }).catch(() => {
    isWatching = false; // whoever looks next asks again
  });
}

/** All jobs, as they go. */
export function useJobs(): readonly JobView[] {
  const [jobs, setJobs] = useState(known);
  useEffect(() => {
    listeners.add(setJobs);
    setJobs(known);
    watch();
    return () => void listeners.delete(setJobs);
  }, []);
  return jobs;
}

/** Says each time that a job came to its end, was undone or called off: what it was about has to be looked at again. */
export function useEndedJobs(jobs: readonly JobView[], onEnded: (job: JobView) => void): void {
  const pending = useRef<readonly JobView[]>(NONE);
  useEffect(() => {
    const before = pending.current;
    pending.current = jobs.filter(isPending);
    for (const job of before) {
      const now = jobs.find(({ id }) => id === job.id);
      if (now === undefined || !isPending(now)) onEnded(now ?? job);
    }
  }, [jobs, onEnded]);
}
