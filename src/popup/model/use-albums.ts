import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { readAlbumCache } from '../../messaging/album-cache';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { type Task, useTask } from '../../ui/use-task';
import { sortedByName } from './album-order';

export interface AlbumList {
  /** By name; null until something is known. */
  readonly albums: readonly Album[] | null;
  /** Prefixes, the last one saved to first. */
  readonly recent: readonly string[];
  /** Asking S3. What is shown stays meanwhile, and when it fails. */
  readonly task: Task;
  readonly refresh: () => void;
  /** Shows an album that was just made, and asks S3 again behind that. */
  readonly add: (album: Album) => void;
  /** Takes an album out that is being deleted, and asks S3 again behind that. */
  readonly remove: (prefix: string) => void;
}

/** The albums: at once as they were known last, then as S3 lists them, unless there is no bucket to ask. */
export function useAlbums(hasNoBucket: boolean): AlbumList {
  const [albums, setAlbums] = useState<readonly Album[] | null>(null);
  const [recent, setRecent] = useState<readonly string[]>([]);
  const task = useTask();
  const { run } = task;
  const refresh = useCallback(
    () =>
      void run(async signal => {
        const fresh = sortedByName(await call('albums.list'), uiLanguage());
        if (!signal.aborted) setAlbums(fresh);
      }),
    [run],
  );
  useEffect(() => {
    readAlbumCache().then(
      known => {
        if (known === null) return;
        setRecent(known.recent);
        setAlbums(shown => shown ?? sortedByName(known.albums, uiLanguage()));
      },
      error => reportFromPage('albums.read-known', error), // S3 is asked all the same
    );
  }, []);
  useEffect(() => {
    if (!hasNoBucket) refresh();
  }, [hasNoBucket, refresh]);
  const add = useCallback(
    (album: Album) => {
      setAlbums(shown =>
        sortedByName([...(shown ?? []).filter(other => other.prefix !== album.prefix), album], uiLanguage()),
      );
      // A list that is on its way may have been made before.
      refresh();
    },
    [refresh],
  );
  const remove = useCallback(
    (prefix: string) => {
      setAlbums(shown => shown?.filter(other => other.prefix !== prefix) ?? null);
      // As above.
      refresh();
    },
    [refresh],
  );
  return { albums, recent, task, refresh, add, remove };
}
