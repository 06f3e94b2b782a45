import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DeletedPhoto } from '../../core/album';
import { stream } from '../../messaging/client';
import { type Task, useTask } from '../../ui/use-task';
import { useEndedJobs, useJobs } from '../work/use-jobs';

export interface DeletedPhotos {
  /** What is known so far, the last that was deleted first. */
  readonly photos: readonly DeletedPhoto[];
  /** Looking through all that the bucket has kept. */
  readonly task: Task;
  /** These are on their way back. */
  readonly take: (keys: ReadonlySet<string>) => void;
}

const NONE: readonly DeletedPhoto[] = [];

/** What was deleted below a prefix, more and more while S3 lists it; anew when a job has changed something. */
export function useDeleted(prefix: string): DeletedPhotos {
  const [photos, setPhotos] = useState(NONE);
  const task = useTask();
  const { run } = task;
  const listing = useRef(new AbortController());
  /** Keys of those that were taken since it is listed: pages from before that hold them still. */
  const taken = useRef<Set<string>>(new Set());
  const reload = useCallback(() => {
    listing.current.abort();
    listing.current = new AbortController();
    const { signal } = listing.current;
    taken.current = new Set();
    void run(async () => {
      let found = NONE;
      for await (const page of stream('albums.deleted', { prefix }, signal)) {
        const now = lastFirst([...found, ...page.photos].filter(({ key }) => !taken.current.has(key)));
        found = now;
        // What was known before stays as long as it is more.
        setPhotos(shown => (!page.isLast && now.length < shown.length ? shown : now));
      }
    });
  }, [prefix, run]);
  useEffect(() => {
    reload();
    return () => listing.current.abort();
  }, [reload]);
  useEndedJobs(useJobs(), reload);
  const take = useCallback((keys: ReadonlySet<string>) => {
    for (const key of keys) taken.current.add(key);
    setPhotos(shown => shown.filter(({ key }) => !keys.has(key)));
  }, []);
  return { photos, task, take };
}

const lastFirst = (photos: readonly DeletedPhoto[]): readonly DeletedPhoto[] =>
  photos.toSorted((a, b) => b.deletedAt - a.deletedAt);
