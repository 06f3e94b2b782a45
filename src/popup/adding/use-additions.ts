import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../core/failure';
import type { Settings } from '../../core/settings';
import { reportFromPage } from '../../messaging/report-from-page';
import type { Addition } from './add-files';

export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

/** Files for an album. */
export interface FilesForAlbum {
  /** Its prefix. */
  readonly album: string;
  readonly files: readonly NamedFile[];
}

export interface Additions {
  readonly list: readonly Addition[];
  /** Each file by itself: what can't be read stops no other. */
  readonly add: (album: string, files: readonly NamedFile[]) => void;
  /** For several albums, in this order. */
  readonly addAll: (groups: readonly FilesForAlbum[]) => void;
  readonly retry: (addition: Addition) => void;
  /** Takes it off the list; one that the worker does not have yet is not added any more. */
  readonly dismiss: (id: string) => void;
}

/**
 * Files that were picked, dropped or pasted.
 * @param settings as the page shows them: what is added to an album goes to their bucket, or nowhere
 */
export function useAdditions(settings: Settings | null): Additions {
  const [list, setList] = useState<readonly Addition[]>([]);
  const unwanted = useRef(new Set<string>());
  const dismiss = useCallback((id: string) => {
    unwanted.current.add(id);
    setList(all => all.filter(addition => addition.id !== id));
  }, []);
  const store = useCallback((additions: readonly Addition[]) => {
    const ids = new Set(additions.map(({ id }) => id));
    const onDone = (done: readonly Addition[]): void => {
      const doneIds = new Set(done.map(({ id }) => id));
      setList(all => all.filter(({ id }) => !doneIds.has(id)));
    };
    const onFailed = (failed: readonly Addition[], failure: Failure): void => {
      const failedIds = new Set(failed.map(({ id }) => id));
      setList(all => all.map(other => (failedIds.has(other.id) ? { ...other, failure } : other)));
    };
    setList(all => [...all.filter(({ id }) => !ids.has(id)), ...additions]);
    const isWanted = ({ id }: Addition): boolean => !unwanted.current.has(id);
    // Loaded when there is something to store: the popup's first paint needs no database.
    import('./add-files')
      .then(({ addFiles }) => addFiles(additions, { isWanted, onDone, onFailed }))
      .catch(error => onFailed(additions, toFailure(error)));
  }, []);
  const hadSome = useRef(false);
  useEffect(() => {
    if (list.length === 0 && !hadSome.current) return;
    hadSome.current = true;
    import('./unfinished')
      .then(({ noteUnfinished }) => noteUnfinished(list))
      .catch(error => reportFromPage('additions.note-unfinished', error));
  }, [list]);
  const addAll = useCallback(
    (groups: readonly FilesForAlbum[]) =>
      store(
        groups.flatMap(({ album, files }) =>
          files.map(file => ({ ...file, id: crypto.randomUUID(), album, settings, failure: null })),
        ),
      ),
    [store, settings],
  );
  const add = useCallback(
    (album: string, files: readonly NamedFile[]) => addAll([{ album, files }]),
    [addAll],
  );
  const retry = useCallback((addition: Addition) => store([{ ...addition, failure: null }]), [store]);
  return useMemo(() => ({ list, add, addAll, retry, dismiss }), [list, add, addAll, retry, dismiss]);
}
