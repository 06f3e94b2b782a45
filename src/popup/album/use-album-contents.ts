import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isDeletion, isDownload } from '../../core/job';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { type Task, useTask } from '../../ui/use-task';
import { useEndedJobs, useJobs } from '../work/use-jobs';
import { type AlbumContents, NOTHING_YET, withPage } from './album-contents';

/** A change to what is shown, made without asking S3 again. */
export type Change = (change: (contents: AlbumContents) => AlbumContents) => void;

export interface OpenAlbum {
  /** Null until the first page is here. */
  readonly contents: AlbumContents | null;
  /** Asking S3 for all of it. */
  readonly task: Task;
  readonly change: Change;
  /** Asks for all of it anew. */
  readonly reload: () => void;
}

/** So many albums that were open before are there at once; what they hold is asked for again behind that. */
const REMEMBERED = 8;

const remembered = new Map<string, AlbumContents>();

function remember(prefix: string, contents: AlbumContents): void {
  remembered.delete(prefix);
  remembered.set(prefix, contents);
  for (const oldest of [...remembered.keys()].slice(0, -REMEMBERED)) remembered.delete(oldest);
}

/** Something was deleted that may stand in several of them. */
export const forgetContents = (): void => remembered.clear();

/** What lies directly in an album: as much as is known, more and more while S3 lists it. */
export function useAlbumContents(prefix: string): OpenAlbum {
  const [contents, setContents] = useState(() => remembered.get(prefix) ?? null);
  const task = useTask();
  const { run } = task;
  /** What was listed anew so far. */
  const listed = useRef<AlbumContents | null>(null);
  const listing = useRef(new AbortController());
  const reload = useCallback(() => {
    listing.current.abort();
    listing.current = new AbortController();
    const { signal } = listing.current;
    void run(async () => {
      listed.current = NOTHING_YET;
      for await (const page of stream('albums.contents', { prefix }, signal)) {
        const now = withPage(listed.current, page, uiLanguage());
        listed.current = now;
        // What was known before stays as long as it is more.
        setContents(shown => {
          if (!now.isComplete && now.photos.length < (shown?.photos.length ?? 0)) return shown;
          remember(prefix, now);
          return now;
        });
      }
      listed.current = null;
    });
  }, [prefix, run]);
  useEffect(() => {
    reload();
    return () => listing.current.abort();
  }, [reload]);
  const jobs = useJobs();
  const ended = useCallback(
    (job: JobView) => {
      if (isDownload(job.order)) return;
      // What is deleted was taken out when it was asked for; all else is as S3 has it now.
      if (job.state !== 'done' || job.note !== null || !isDeletion(job.order)) reload();
    },
    [reload],
  );
  useEndedJobs(jobs, ended);
  const change: Change = useCallback(
    how => {
      if (listed.current !== null) listed.current = how(listed.current);
      setContents(shown => {
        const next = how(shown ?? NOTHING_YET);
        remember(prefix, next);
        return next;
      });
    },
    [prefix],
  );
  return { contents, task, change, reload };
}
