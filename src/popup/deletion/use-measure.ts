import { useEffect, useState } from 'preact/hooks';
import { stream } from '../../messaging/client';
import type { AlbumMeasure } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';

/** Running totals of what is in an album; null before the first. */
export function useMeasure(prefix: string): [AlbumMeasure | null, Task] {
  const [measure, setMeasure] = useState<AlbumMeasure | null>(null);
  const task = useTask();
  const { run } = task;
  useEffect(() => {
    const gone = new AbortController();
    void run(async () => {
      for await (const total of stream('albums.measure', { prefix }, gone.signal)) setMeasure(total);
    });
    return () => gone.abort();
  }, [prefix, run]);
  return [measure, task];
}
