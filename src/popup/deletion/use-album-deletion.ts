import { useCallback, useEffect, useState } from 'preact/hooks';
import { ShoeboxError } from '../../core/failure';
import { stream } from '../../messaging/client';
import type { AlbumMeasure, DeletionProgress } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';

export interface AlbumDeletion {
  /** Running totals of what is in the album; null before the first. */
  readonly measure: AlbumMeasure | null;
  readonly measuring: Task;
  /** Null until it was begun. */
  readonly progress: DeletionProgress | null;
  readonly deleting: Task;
  /** Begins, or begins again with what is left. */
  readonly start: () => void;
}

/** Counts what is in an album; on {@link AlbumDeletion.start} deletes it. `onDeleted` once nothing is left. */
export function useAlbumDeletion(prefix: string, onDeleted: () => void): AlbumDeletion {
  const [measure, setMeasure] = useState<AlbumMeasure | null>(null);
  const [progress, setProgress] = useState<DeletionProgress | null>(null);
  const measuring = useTask();
  const deleting = useTask();
  const { run: runMeasuring } = measuring;
  useEffect(() => {
    const gone = new AbortController();
    void runMeasuring(async () => {
      for await (const total of stream('albums.measure', { prefix }, gone.signal)) setMeasure(total);
    });
    return () => gone.abort();
  }, [prefix, runMeasuring]);
  const { run } = deleting;
  const start = useCallback(
    () =>
      void run(async () => {
        let last: DeletionProgress = { deleted: 0, failures: [], complete: false };
        setProgress(last);
        for await (last of stream('albums.delete', { prefix })) setProgress(last);
        if (!last.complete) throw new ShoeboxError('interrupted');
        if (last.failures.length === 0) onDeleted();
      }),
    [prefix, run, onDeleted],
  );
  return { measure, measuring, progress, deleting, start };
}
