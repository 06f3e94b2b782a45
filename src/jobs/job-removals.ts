import { advanced, albumOf, isDeletion, isPending, keepsSource, keysKept } from '../core/job';
import { isOpen, itemDone } from '../core/job-item';
import type { PendingRemovals } from '../core/pending-removals';
import type { JobRecord, JobStore } from './job-store';
import type { Chunk } from './ports';

/** What the deletions among the jobs are about to remove. */
export interface JobRemovals extends PendingRemovals {
  /**
   * Whether another job than the one with this id, waiting or under way, may take what is at a key: a deletion, or a move
   * whose source it is (two photos with the same bytes that are moved to each other's places would both be gone).
   * `isThere` says whether anything is: a free key below an album that is being deleted may be used, since deletions
   * leave alone what comes later.
   */
  mayTake(jobId: string, key: string, isThere: boolean): boolean;
  /** Has deletions that are ordered until the end is called leave this key alone, as {@link keep} those ordered before. */
  exempt(bucket: string, key: string): () => void;
  /** A job that is just ordered, without what is held. */
  withoutExempt(entry: JobRecord): JobRecord;
  /** Grows with everything that deletions remove, before {@link includes} ends to hold true of it. */
  removalCount(): number;
  /** To be called when a deletion has removed something, or ended with nobody knowing what it has removed. */
  noteRemoved(): void;
}

/** @param start resolves once what earlier workers left is known. `onKept` is called when something was cancelled. */
export function openJobRemovals(
  store: JobStore,
  start: () => Promise<void>,
  onKept: () => void,
): JobRemovals {
  const deletions = (bucket: string): readonly JobRecord[] =>
    store.all().filter(({ job }) => job.bucket === bucket && isDeletion(job.order) && isPending(job));

  const includes = (bucket: string, key: string): boolean =>
    deletions(bucket).some(entry => entry.job.state === 'under-way' && hasOpen(entry, key));

  let removed = 0;
  const held = new Set<{ readonly bucket: string; readonly key: string }>();

  return {
    load: start,
    includes,
    exempt(bucket, key) {
      const one = { bucket, key };
      held.add(one);
      return () => void held.delete(one);
    },
    withoutExempt(entry) {
      if (!isDeletion(entry.job.order)) return entry;
      const keys = [...held].filter(({ bucket }) => bucket === entry.job.bucket).map(({ key }) => key);
      return without(entry, [...new Set(keys)]);
    },
    removalCount: () => removed,
    noteRemoved() {
      removed++;
    },
    mayTake(jobId, key, isThere) {
      const bucket = store.get(jobId)?.job.bucket;
      return store.all().some(entry => {
        const { job } = entry;
        if (job.id === jobId || job.bucket !== bucket || !isPending(job) || keepsSource(job.order))
          return false;
        return hasOpen(entry, key) || (isThere && isDeletion(job.order) && willList(entry, key));
      });
    },
    async keep(bucket, keys) {
      await start();
      await store.eraseForgotten();
      let hasKept = false;
      // Decided in its turn, with what makes deletions due: none begins between the look and the write.
      await store.decide(entry => {
        const { job } = entry;
        if (job.bucket !== bucket || !isDeletion(job.order)) return entry;
        const kept = isPending(job) ? without(entry, keys) : entry;
        hasKept ||= kept !== entry;
        // Otherwise the next worker goes on with a deletion that has ended, and takes what is relied upon since.
        return kept === entry && store.isOutdated(job.id) ? { ...entry } : kept;
      });
      if (hasKept) onKept();
      return keys.filter(key => includes(bucket, key));
    },
  };
}

/** Whether a deletion has not listed all of its album yet, and would come to this key. */
function willList({ job }: JobRecord, key: string): boolean {
  const prefix = albumOf(job.order);
  return prefix !== null && !job.isListed && key.startsWith(prefix) && !job.keptKeys.includes(key);
}

/** A deletion that leaves these keys alone, as far as it has not begun with them; the very same one if it does already. */
function without(entry: JobRecord, keys: readonly string[]): JobRecord {
  const known = keys.filter(key => hasOpen(entry, key));
  const unlisted = keys.filter(key => !known.includes(key) && willList(entry, key));
  const job = keysKept(entry.job, unlisted);
  if (job.state !== 'waiting' || known.length === 0) return job === entry.job ? entry : { ...entry, job };
  const wanted = new Set(known);
  let taken = 0;
  const chunks = entry.chunks.map(chunk => {
    if (!known.some(key => openKeys(chunk).has(key))) return chunk;
    const items = chunk.items.map(item => {
      if (!isOpen(item) || !wanted.has(item.key)) return item;
      taken++;
      return itemDone(item);
    });
    return { ...chunk, items };
  });
  return { job: advanced(job, taken, 0), chunks };
}

const hasOpen = ({ chunks }: JobRecord, key: string): boolean =>
  chunks.some(chunk => openKeys(chunk).has(key));

/** Made once for each state of a chunk: thousands of keys are asked for. */
const openKeysOf = new WeakMap<Chunk, ReadonlySet<string>>();

function openKeys(chunk: Chunk): ReadonlySet<string> {
  const known = openKeysOf.get(chunk);
  if (known !== undefined) return known;
  const keys = new Set(chunk.items.filter(isOpen).map(({ key }) => key));
  openKeysOf.set(chunk, keys);
  return keys;
}
