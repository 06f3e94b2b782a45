import { isPending } from '../core/job';
import type { JobRecord, JobStore } from './job-store';

/**
 * The keys that jobs copy to, of all that are not over: two of them never choose the same free one, also where a store
 * does not honour conditions.
 */
export interface TargetReservations {
  /** To be called once, when what earlier workers left is known. */
  recover(): void;
  /** Those of one job; to be added to. */
  of(jobId: string): Set<string>;
  /** Whether another job in the same bucket copies to this key. */
  isOfAnother(jobId: string, key: string): boolean;
  /** A job is over. */
  release(jobId: string): void;
}

export function openTargetReservations(store: JobStore): TargetReservations {
  const targets = new Map<string, Set<string>>();

  const writtenIn = ({ chunks }: JobRecord): Set<string> => {
    const items = chunks.flatMap(chunk => chunk.items);
    return new Set(items.map(({ target }) => target).filter(target => target !== null));
  };

  return {
    recover() {
      for (const entry of store.all()) if (isPending(entry.job)) targets.set(entry.job.id, writtenIn(entry));
    },
    of(jobId) {
      const entry = store.get(jobId);
      const own = targets.get(jobId) ?? (entry === undefined ? new Set<string>() : writtenIn(entry));
      targets.set(jobId, own);
      return own;
    },
    isOfAnother(jobId, key) {
      const bucket = store.get(jobId)?.job.bucket;
      return [...targets].some(
        ([other, keys]) => other !== jobId && keys.has(key) && store.get(other)?.job.bucket === bucket,
      );
    },
    release: jobId => void targets.delete(jobId),
  };
}
