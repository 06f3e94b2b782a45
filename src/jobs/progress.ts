import { isDownload, type Job } from '../core/job';
import type { WaitReason } from '../core/wait-reason';
import type { JobRecord, JobStore } from './job-store';
import type { ByteProgress, JobProgress } from './ports';

/** What is known of a job that is being worked on, beyond what is written down. */
export interface LiveStatus {
  readonly waiting: WaitReason | null;
  /** Items of the chunk at hand that are settled and not counted yet. */
  readonly settled: number;
  /** Of a download: bytes of the chunk at hand that are there and not counted yet. */
  readonly bytes: number;
}

const TURN: WaitReason = { kind: 'turn' };

/** All jobs as they are now; the very same object for one that has not changed since the last time. */
export function openProgress(
  store: JobStore,
  liveStatusOf: (id: string) => LiveStatus | undefined,
): () => JobProgress[] {
  let before: readonly Published[] = [];
  return () => {
    before = store.all().map(entry => {
      const { job } = entry;
      const standing = liveStatusOf(job.id);
      const facts = {
        done: Math.min(job.total, job.done + (standing?.settled ?? 0)),
        waiting: job.state !== 'under-way' ? null : standing === undefined ? TURN : standing.waiting,
        bytes: isDownload(job.order) ? bytesOf(entry, standing?.bytes ?? 0) : null,
      };
      const text = JSON.stringify(facts);
      const last = before.find(told => told.job === job && told.text === text);
      return last ?? { job, text, progress: { ...job, ...facts } };
    });
    return before.map(({ progress }) => progress);
  };
}

/** A job as it was told of. */
interface Published {
  readonly job: Job;
  /** What was told beyond the job. */
  readonly text: string;
  readonly progress: JobProgress;
}

function bytesOf({ chunks }: JobRecord, fetched: number): ByteProgress {
  let [done, total] = [0, 0];
  for (const { items } of chunks) {
    for (const { size, state } of items) {
      total += size;
      if (state === 'done') done += size;
    }
  }
  return { done: Math.min(total, done + fetched), total };
}
