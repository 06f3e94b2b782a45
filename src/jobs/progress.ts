import { isDownload, type Job } from '../core/job';
import type { Waiting } from '../core/waiting';
import type { Entry, JobLedger } from './ledger';
import type { ByteProgress, JobProgress } from './ports';

/** What is known of a job that is being worked on, beyond what is written down. */
export interface Standing {
  readonly waiting: Waiting | null;
  /** Items of the chunk at hand that are settled and not counted yet. */
  readonly settled: number;
  /** Of a download: bytes of the chunk at hand that are there and not counted yet. */
  readonly bytes: number;
}

const TURN: Waiting = { kind: 'turn' };

/** All jobs as they are now; the very same object for one that has not changed since the last time. */
export function openProgress(
  ledger: JobLedger,
  standingOf: (id: string) => Standing | undefined,
): () => JobProgress[] {
  let before: readonly Told[] = [];
  return () => {
    before = ledger.all().map(entry => {
      const { job } = entry;
      const standing = standingOf(job.id);
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
interface Told {
  readonly job: Job;
  /** What was told beyond the job. */
  readonly text: string;
  readonly progress: JobProgress;
}

function bytesOf({ chunks }: Entry, fetched: number): ByteProgress {
  let [done, total] = [0, 0];
  for (const { items } of chunks) {
    for (const { size, state } of items) {
      total += size;
      if (state === 'done') done += size;
    }
  }
  return { done: Math.min(total, done + fetched), total };
}
