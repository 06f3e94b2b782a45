import { useEffect, useMemo, useRef } from 'preact/hooks';
import { albumOf, changesAlbums, isPending } from '../../core/job';
import { callIdempotent } from '../../messaging/client';
import type { JobRequest, JobView } from '../../messaging/job-messages';
import { createCache } from '../../ui/cache';
import { useJobs } from './app-context';

/** Keys of the photos that a job of this page takes from where they are, by its id. */
const takenAway = createCache<readonly string[]>({ maxEntries: 100 });

/** Has something done. Resolves when it is written down, so that this page can be closed. */
export async function startJob(request: JobRequest): Promise<void> {
  const id = crypto.randomUUID();
  if (request.kind === 'delete-photos' || request.kind === 'move-photos')
    takenAway.set(
      id,
      request.photos.map(({ key }) => key),
    );
  await callIdempotent('jobs.start', { id, wish: request });
}

/** Whether a photo or album is being taken from where it is, by its key or prefix: as far as this page knows. */
export function useTakenAway(): (key: string) => boolean {
  const pending = useJobs().filter(isPending);
  // As a text: jobs tell of their progress several times a second, and what is searched would be searched again.
  const described = JSON.stringify(
    pending.map(({ id, order }) => [id, changesAlbums(order) ? albumOf(order) : null]),
  );
  return useMemo(() => {
    const taking: readonly (readonly [string, string | null])[] = JSON.parse(described);
    const keys = new Set(taking.flatMap(([id]) => takenAway.get(id) ?? []));
    const prefixes = taking.flatMap(([, prefix]) => prefix ?? []);
    return key => keys.has(key) || prefixes.some(prefix => key.startsWith(prefix));
  }, [described]);
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
