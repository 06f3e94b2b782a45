import { fromStored, type Job } from '../core/job';
import { openRecordStore, type RecordStore } from '../durable/record-store';
import type { Chunk, JobDatabase } from './ports';

/** A job with all its items, as far as they are known. */
export interface JobRecord {
  readonly job: Job;
  readonly chunks: readonly Chunk[];
}

/** All jobs, in the order in which they were asked for; see {@link RecordStore}. */
export interface JobStore extends Omit<RecordStore<JobRecord, never>, 'add' | 'change' | 'decide'> {
  /** Resolves when it is written; known from then on. Asked twice, it is one job. */
  add(record: JobRecord): Promise<void>;
  /** What S3 has done already: `move` is applied to the job, and these chunks of it are replaced. */
  change(id: string, move: (job: Job) => Job, chunks?: readonly Chunk[]): Promise<void>;
  /**
   * What the user or an upload wants. `move` gets every job in its newest state, and gives back the very same record
   * where nothing is to be written.
   */
  decide(move: (record: JobRecord) => JobRecord): Promise<void>;
}

export function openJobStore(database: JobDatabase): JobStore {
  const store = openRecordStore<JobRecord>({
    idOf: ({ job }) => job.id,
    async load() {
      const { jobs, chunks } = await database.all();
      const inOrder = jobs.map(fromStored).sort((a, b) => a.createdAt - b.createdAt);
      return inOrder.map(job => {
        const own = chunks.filter(({ jobId }) => jobId === job.id).sort((a, b) => a.index - b.index);
        return { job: { ...job, failed: failedIn(own) }, chunks: own };
      });
    },
    write: writes =>
      database.write(
        writes.map(({ before, after }) => ({ job: after.job, chunks: changedChunks(before, after) })),
      ),
    remove: async ids => void (await Promise.all(ids.map(id => database.remove(id)))),
    onExtra: () => {},
  });

  return {
    ...store,
    add: record =>
      store.decide(() => (store.get(record.job.id) === undefined ? { records: [record] } : null)),
    async change(id, move, chunks = []) {
      await store.change(id, record => {
        const job = move(record.job);
        if (job === record.job && chunks.length === 0) return record;
        const all = [...record.chunks];
        for (const chunk of chunks) all[chunk.index] = chunk;
        return { job, chunks: all };
      });
    },
    decide: move =>
      store.decide(() => {
        const records = store.all().flatMap(before => {
          const after = move(before);
          return after === before ? [] : [after];
        });
        return records.length === 0 ? null : { records };
      }),
  };
}

/**
 * Items that failed. A job counts them at the end of their chunk, and they are on the disk before: after a death in between, it
 * would end as done, and nobody be told of them.
 */
const failedIn = (chunks: readonly Chunk[]): number =>
  chunks.reduce((sum, { items }) => sum + items.filter(({ state }) => state === 'failed').length, 0);

const changedChunks = (before: JobRecord | undefined, after: JobRecord): readonly Chunk[] =>
  after.chunks.filter((chunk, index) => chunk !== before?.chunks[index]);

/** A decision about one job, which leaves its items as they are. */
export const onJob =
  (id: string, move: (job: Job) => Job) =>
  (record: JobRecord): JobRecord => {
    if (record.job.id !== id) return record;
    const job = move(record.job);
    return job === record.job ? record : { ...record, job };
  };
