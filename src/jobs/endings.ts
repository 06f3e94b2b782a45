import type { Failure } from '../core/failure';
import { canDismiss, completed, countsReset, failedWith, isDownload, isPending } from '../core/job';
import { newItem } from '../core/job-item';
import { NEVER_ABORTED } from '../core/promises';
import type { JobRecord, JobStore } from './job-store';
import type { JobPorts } from './ports';

/** How long a job that is done can still be looked at, so that whoever watches hears of its end. */
const SHOWN_AFTER_END_MS = 10_000;

/** What becomes of jobs when nothing more of them can be done. What the disk does not take is reported. */
export interface Endings {
  /** All of it that can be done is done. */
  complete(id: string): Promise<void>;
  /** None of it can go on. */
  fail(id: string, failure: Failure): Promise<void>;
  /** Tells of a job that has ended, and tidies away what is not needed any more. */
  finish(id: string): Promise<void>;
  /** Takes a job off the list, and what it has fetched off the disk. Rejects when the disk refuses. */
  forget(id: string): Promise<void>;
  /** As {@link forget}, because the user wants it: one that the disk refuses to forget stays on the list. What it was. */
  dismiss(id: string): Promise<JobRecord | undefined>;
}

export function openEndings(
  ports: JobPorts,
  store: JobStore,
  on: { readonly onEnded: (id: string) => void; readonly onForgotten: (id: string) => void },
): Endings {
  const { environment, report } = ports;

  /** What a download has fetched does not wait on the disk for somebody to try again. */
  async function stop(id: string, failure: Failure): Promise<void> {
    const entry = store.get(id);
    if (entry === undefined || !isDownload(entry.job.order))
      return store.change(id, job => failedWith(job, failure, environment.now()));
    const chunks = entry.chunks.map(chunk => ({ ...chunk, items: chunk.items.map(newItem) }));
    // First: where the disk is full, there may be room then to note it.
    await ports.downloads.delete(id);
    await store.change(id, job => countsReset(failedWith(job, failure, environment.now())), chunks);
  }

  async function tidyAway(id: string): Promise<void> {
    const entry = store.get(id);
    if (entry === undefined || isPending(entry.job)) return;
    const { job } = entry;
    on.onEnded(id);
    ports.onEnded(job, renamedTo(entry));
    if (job.state === 'ready') return;
    if (isDownload(job.order)) {
      if (job.isCancelled) return forget(id);
      await ports.downloads.delete(id);
    }
    if (job.state === 'failed') return;
    if (job.isCancelled) return forget(id);
    if (job.note !== null) return; // until the user takes it off the list
    await store.erase([id]);
    void environment.sleep(SHOWN_AFTER_END_MS, NEVER_ABORTED).then(() => forget(id, true));
  }

  async function forget(id: string, isOffDisk = false): Promise<void> {
    const job = store.get(id)?.job;
    // First: of a job that is not known any more, nobody would look for it.
    if (job !== undefined && isDownload(job.order)) await ports.downloads.delete(id);
    const removed = store.discard([id]);
    on.onForgotten(id);
    try {
      await removed;
    } catch (error) {
      if (!isOffDisk) throw error; // else there is nothing to be removed
    }
  }

  return {
    async complete(id) {
      try {
        await store.change(id, job => completed(job, environment.now()));
      } catch (error) {
        report('jobs.note-end', error); // known all the same, as long as this worker instance lives
      }
    },
    async fail(id, failure) {
      try {
        await stop(id, failure);
      } catch (error) {
        report('jobs.note-failure', error); // the user hears of it all the same
      }
    },
    async finish(id) {
      try {
        await tidyAway(id);
      } catch (error) {
        report('jobs.tidy-away', error); // done again by the next worker: S3 says then that it is done
      }
    },
    forget: id => forget(id),
    async dismiss(id) {
      const [removed] = await store.remove([id], ({ job }) => canDismiss(job));
      if (removed === undefined) return undefined;
      on.onForgotten(id);
      // What can't be deleted now belongs to no job, and is deleted after another start.
      if (isDownload(removed.job.order)) await ports.downloads.delete(id);
      return removed;
    },
  };
}

function renamedTo({ job, chunks }: JobRecord): string | null {
  const item = job.order.kind === 'rename-photo' ? chunks[0]?.items[0] : undefined;
  return item?.state === 'done' ? item.target : null;
}
