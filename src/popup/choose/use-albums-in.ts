import { useEffect, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import { type Task, useTask } from '../../ui/use-task';
import { sortedByName } from '../albums/album-order';

interface AlbumsIn {
  /** By name, as many as are known by now. */
  readonly albums: readonly Album[];
  readonly task: Task;
}

const NONE: readonly Album[] = [];

/** The albums directly in an album; nothing is asked without one. */
export function useAlbumsIn(prefix: string | null): AlbumsIn {
  const [albums, setAlbums] = useState(NONE);
  const task = useTask();
  const { run } = task;
  useEffect(() => {
    if (prefix === null) return undefined;
    const listing = new AbortController();
    void run(async () => {
      setAlbums(NONE); // also when it is tried again
      for await (const page of stream('albums.contents', { prefix }, listing.signal))
        if (page.albums.length > 0 && !listing.signal.aborted)
          setAlbums(known => sortedByName([...known, ...page.albums], uiLanguage()));
    });
    return () => listing.abort();
  }, [prefix, run]);
  return { albums, task };
}
