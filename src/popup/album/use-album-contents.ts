import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { uiLanguage } from '../../i18n/message';
import { call } from '../../messaging/client';
import { type Task, useTask } from '../../ui/use-task';
import { type AlbumContents, contentsOfFirstPage, withNextPage } from './album-contents';

/** A change to what is shown, made without asking S3 again. */
export type Change = (change: (contents: AlbumContents) => AlbumContents) => void;

export interface OpenAlbum {
  /** Null until the first page is here. */
  readonly contents: AlbumContents | null;
  /** Asking for the first page, or for a further one. */
  readonly task: Task;
  /** Asks for the next page; null while there is nothing to ask or an answer is awaited. */
  readonly loadMore: (() => void) | null;
  readonly change: Change;
  /** Asks for the first page anew. */
  readonly reload: () => void;
}

/** Albums that were open before are there at once; the first page is asked for again behind them. */
const remembered = new Map<string, AlbumContents>();

/** Something was deleted that may stand in several of them. */
export const forgetContents = (): void => remembered.clear();

/** What lies directly in an album. */
export function useAlbumContents(prefix: string): OpenAlbum {
  const [contents, setContents] = useState(() => remembered.get(prefix) ?? null);
  const task = useTask();
  const { run } = task;
  const isFresh = useRef(false);
  const show = useCallback(
    (next: AlbumContents) => {
      remembered.set(prefix, next);
      setContents(next);
    },
    [prefix],
  );
  const reload = useCallback(
    () =>
      void run(async () => {
        const page = await call('albums.page', { prefix, token: null });
        isFresh.current = true;
        show(contentsOfFirstPage(page, uiLanguage()));
      }),
    [prefix, run, show],
  );
  useEffect(reload, [reload]);
  const loadNext = useCallback(() => {
    const token = contents?.next;
    if (token == null) return;
    void run(async () => {
      const page = await call('albums.page', { prefix, token });
      show(withNextPage(contents ?? EMPTY, page, uiLanguage()));
    });
  }, [prefix, contents, run, show]);
  const change: Change = useCallback(
    how =>
      setContents(shown => {
        const next = how(shown ?? EMPTY);
        remembered.set(prefix, next);
        return next;
      }),
    [prefix],
  );
  // After a failure the person decides, by "Try again"; else a broken line would be asked without end.
  const mayAsk = isFresh.current && !task.busy && task.failure === null && contents?.next != null;
  return { contents, task, loadMore: mayAsk ? loadNext : null, change, reload };
}

const EMPTY: AlbumContents = { albums: [], photos: [], next: null, isWhole: true };
