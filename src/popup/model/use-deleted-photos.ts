import { useCallback, useMemo } from 'preact/hooks';
import type { DeletedPhoto } from '../../core/s3-object';
import { stream } from '../../messaging/client';
import type { DeletedPage } from '../../messaging/protocol';
import { type StreamSource, useStream } from '../../ui/use-stream';
import type { TaskState } from '../../ui/use-task';
import { useEndedJobs } from './jobs';

interface DeletedPhotos {
  /** What is known so far, the last that was deleted first. */
  readonly photos: readonly DeletedPhoto[];
  /** Looking through all that the bucket has kept. */
  readonly task: TaskState;
  /** These are on their way back. */
  readonly markRestored: (keys: ReadonlySet<string>) => void;
}

interface Listing {
  readonly shown: readonly DeletedPhoto[];
  /** What this time was listed so far. */
  readonly listed: readonly DeletedPhoto[];
  /** Keys of those that were taken since it is listed: pages from before that hold them still. */
  readonly restored: ReadonlySet<string>;
}

const NOTHING: Listing = { shown: [], listed: [], restored: new Set() };

const deletedIn = (prefix: string): StreamSource<DeletedPage, Listing> => ({
  open: signal => stream('albums.deleted', { prefix }, signal),
  restart: ({ shown }) => ({ ...NOTHING, shown }),
  reduce({ shown, listed, restored }, page) {
    const now = lastFirst([...listed, ...page.photos].filter(({ key }) => !restored.has(key)));
    // What was known before stays as long as it is more.
    return { shown: !page.isLast && now.length < shown.length ? shown : now, listed: now, restored };
  },
});

/** What was deleted below a prefix, more and more while S3 lists it; anew when a job has changed something. */
export function useDeletedPhotos(prefix: string): DeletedPhotos {
  const source = useMemo(() => deletedIn(prefix), [prefix]);
  const task = useStream(source, NOTHING);
  const { retry, update } = task;
  useEndedJobs(retry);
  const markRestored = useCallback(
    (keys: ReadonlySet<string>) =>
      update(({ shown, listed, restored }) => ({
        shown: shown.filter(({ key }) => !keys.has(key)),
        listed,
        restored: new Set([...restored, ...keys]),
      })),
    [update],
  );
  return { photos: task.value.shown, task, markRestored };
}

const lastFirst = (photos: readonly DeletedPhoto[]): readonly DeletedPhoto[] =>
  photos.toSorted((a, b) => b.deletedAt - a.deletedAt);
