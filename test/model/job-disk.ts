import type { Job } from '../../src/core/job';
import type { JobItem } from '../../src/core/job-item';
import type { Chunk, DownloadStore, JobDatabase } from '../../src/jobs/ports';
import type { Mortal, Points } from '../transfers/world/points';

/** Tells of each value that is put into it, just after it was. */
export class ObservedMap<Key, Value> extends Map<Key, Value> {
  readonly #onSet: (value: Value) => void;

  constructor(onSet: (value: Value) => void) {
    super();
    this.#onSet = onSet;
  }

  override set(key: Key, value: Value): this {
    super.set(key, value);
    this.#onSet(value);
    return this;
  }
}

/** What is on the disk of jobs; it outlives every worker. The callbacks are told of all that is written. */
export class JobDisk {
  readonly jobs: Map<string, Job>;
  readonly chunks: Map<string, Chunk>;

  constructor(onJobWritten: (job: Job) => void, onChunkWritten: (chunk: Chunk) => void) {
    this.jobs = new ObservedMap(onJobWritten);
    this.chunks = new ObservedMap(onChunkWritten);
  }

  itemsOf(jobId: string): readonly JobItem[] {
    return [...this.chunks.values()].filter(chunk => chunk.jobId === jobId).flatMap(({ items }) => items);
  }
}

/** The disk, as one worker instance reaches it. */
export function jobDatabaseOf({ jobs, chunks }: JobDisk, points: Points, worker: Mortal): JobDatabase {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, in the order in which they were asked for. */
  const inOrder = <Value>(
    operation: keyof JobDatabase,
    what: string,
    effect: () => Value,
  ): Promise<Value> => {
    const answer = last.then(() => points.pass(worker, `jobs.${operation}`, what, null, effect));
    last = answer.catch(() => {}); // whoever asked hears of it
    return answer;
  };
  return {
    all: () =>
      inOrder('all', '', () => structuredClone({ jobs: [...jobs.values()], chunks: [...chunks.values()] })),
    write: records => {
      const copies = structuredClone(records);
      return inOrder('write', copies.map(({ job }) => `${job.id} ${job.state}`).join(', '), () => {
        for (const { job, chunks: written } of copies) {
          jobs.set(job.id, job);
          for (const chunk of written) chunks.set(`${chunk.jobId} ${chunk.index}`, chunk);
        }
      });
    },
    remove: id =>
      inOrder('remove', id, () => {
        jobs.delete(id);
        for (const [key, { jobId }] of chunks) if (jobId === id) chunks.delete(key);
      }),
  };
}

/** Nothing is downloaded here. */
export const noDownloads: DownloadStore = {
  put: async () => {},
  ids: async () => new Set(),
  delete: async () => {},
  deleteExcept: async () => {},
  freeBytes: async () => 0,
};
