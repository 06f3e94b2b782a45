import { isDownload } from '../core/job';
import type { WaitReason } from '../core/wait-reason';
import type { Work } from '../durable/scheduler';
import type { JobRecord } from './job-store';
import type { ByteProgress, JobLiveStatus } from './ports';

/** What has become of the chunk that is being worked on, and is not counted in the job yet. */
export interface ChunkProgress {
  /** Items that have ended. */
  readonly settled: number;
  /** Of a download: bytes that are there. */
  readonly bytes: number;
}

const TURN: WaitReason = { kind: 'turn' };

export function liveStatusOf(
  record: JobRecord,
  work: Pick<Work, 'waiting'> | undefined,
  chunk: ChunkProgress | undefined,
): JobLiveStatus {
  const { job } = record;
  return {
    done: Math.min(job.total, job.done + (chunk?.settled ?? 0)),
    waiting: job.state !== 'under-way' ? null : work === undefined ? TURN : work.waiting,
    bytes: isDownload(job.order) ? bytesOf(record, chunk?.bytes ?? 0) : null,
  };
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
