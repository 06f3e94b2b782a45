import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { isDeletion, isDownload } from '../../core/job';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import type { AlbumPage } from '../../messaging/protocol';
import { createCache } from '../../ui/cache';
import { type StreamSource, useStream } from '../../ui/use-stream';
import type { TaskState } from '../../ui/use-task';
import {
  type AlbumContents,
  EMPTY_CONTENTS,
  type Listing,
  restarted,
  withChange,
  withListedPage,
} from './album-contents';
import { useEndedJobs } from './jobs';

/** A change to what is shown, made without asking S3 again. */
export type UpdateContents = (change: (contents: AlbumContents) => AlbumContents) => void;

export interface OpenAlbum {
  /** Null until the first page is here. */
  readonly contents: AlbumContents | null;
  /** Asking S3 for all of it. */
  readonly task: TaskState;
  readonly change: UpdateContents;
  /** Asks for all of it anew. */
  readonly reload: () => void;
}

/** So many albums that were open before are there at once; what they hold is asked for again behind that. */
const MAX_CACHED = 8;

/** By the album's prefix. */
const cache = createCache<AlbumContents>({ maxEntries: MAX_CACHED });

/** Something was deleted that may stand in several of them. */
export const clearContentsCache = cache.clear;

const contentsOf = (prefix: string): StreamSource<AlbumPage, Listing> => ({
  open: signal => stream('albums.contents', { prefix }, signal),
  restart: restarted,
  reduce: (listing, page) => withListedPage(listing, page, uiLanguage()),
});

/** What lies directly in an album: as much as is known, more and more while S3 lists it. */
export function useAlbumContents(prefix: string): OpenAlbum {
  const source = useMemo(() => contentsOf(prefix), [prefix]);
  const task = useStream(source, { shown: cache.get(prefix) ?? null, listed: EMPTY_CONTENTS });
  const { retry: reload, update } = task;
  const contents = task.value.shown;
  useEffect(() => {
    if (contents !== null) cache.set(prefix, contents);
  }, [prefix, contents]);
  const ended = useCallback(
    (job: JobView) => {
      if (isDownload(job.order)) return;
      // What is deleted was taken out when it was asked for; all else is as S3 has it now.
      if (job.state !== 'done' || job.note !== null || !isDeletion(job.order)) reload();
    },
    [reload],
  );
  useEndedJobs(ended);
  const change: UpdateContents = useCallback(how => update(listing => withChange(listing, how)), [update]);
  return { contents, task, change, reload };
}
