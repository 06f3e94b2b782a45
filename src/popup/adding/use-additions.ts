import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../core/failure';
import { call } from '../../messaging/client';

/** A file on its way from the person's hands into the journal, where it becomes a transfer. */
export interface Addition {
  readonly id: string;
  readonly album: string;
  readonly name: string;
  readonly file: File;
  /** Null while it is read. */
  readonly failure: Failure | null;
}

export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

export interface Additions {
  readonly list: readonly Addition[];
  /** Each file by itself: what can't be read stops no other. */
  readonly add: (album: string, files: readonly NamedFile[]) => void;
  readonly retry: (addition: Addition) => void;
  /** Takes it off the list; one that is not handed over yet is not added any more. */
  readonly dismiss: (id: string) => void;
}

/** Under the addition's own id, so that trying again after a lost answer adds the file once. */
async function handOver({ id, album, name, file }: Addition, isWanted: () => boolean): Promise<void> {
  // Loaded when there is something to store: the popup's first paint needs no database.
  const { putBlob, deleteBlobs } = await import('../../blobs/blob-store');
  await putBlob(file, id);
  if (isWanted())
    await call('photos.add', { album, files: [{ blobId: id, name, size: file.size, mediaType: file.type }] });
  else await deleteBlobs([id]);
}

/** Files that were picked, dropped or pasted. Read one after the other: a disk does not read two any faster. */
export function useAdditions(): Additions {
  const [list, setList] = useState<readonly Addition[]>([]);
  const unwanted = useRef(new Set<string>());
  const dismiss = useCallback((id: string) => {
    unwanted.current.add(id);
    setList(all => all.filter(addition => addition.id !== id));
  }, []);
  const work = useCallback(
    async (additions: readonly Addition[]) => {
      for (const addition of additions) {
        const isWanted = (): boolean => !unwanted.current.has(addition.id);
        if (!isWanted()) continue;
        try {
          await handOver(addition, isWanted);
          dismiss(addition.id);
        } catch (error) {
          const failure = toFailure(error);
          setList(all => all.map(other => (other.id === addition.id ? { ...other, failure } : other)));
        }
      }
    },
    [dismiss],
  );
  const add = useCallback(
    (album: string, files: readonly NamedFile[]) => {
      const additions = files.map(file => ({ ...file, id: crypto.randomUUID(), album, failure: null }));
      setList(all => [...all, ...additions]);
      void work(additions);
    },
    [work],
  );
  const retry = useCallback(
    (addition: Addition) => {
      const again = { ...addition, failure: null };
      setList(all => all.map(other => (other.id === addition.id ? again : other)));
      void work([again]);
    },
    [work],
  );
  return useMemo(() => ({ list, add, retry, dismiss }), [list, add, retry, dismiss]);
}
