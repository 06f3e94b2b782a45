import { ShoeboxError } from '../core/failure';
import { fromStored, type Job } from '../core/job';
import { serialQueue } from '../core/serial-queue';
import type { Chunk, JobDatabase } from './ports';

/** A job with all its items, as far as they are known. */
export interface JobRecord {
  readonly job: Job;
  readonly chunks: readonly Chunk[];
}

/** All jobs as this life of the worker knows them, and the journal behind them: the one writer of both. */
export interface JobStore {
  /** Reads the journal, once for each life of the worker; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  /** In the order in which they were asked for. */
  all(): readonly JobRecord[];
  get(id: string): JobRecord | undefined;
  /** Resolves when it is written down; known from then on. */
  add(entry: JobRecord): Promise<void>;
  /**
   * What S3 has done already: applies a move to the newest state of a job and replaces these chunks of it, known at
   * once; resolves when it is written down. Does nothing to one that was removed: removed it stays.
   */
  change(id: string, move: (job: Job) => Job, chunks?: readonly Chunk[]): Promise<void>;
  /**
   * What a person or an upload wants: written down first and known afterwards, so that a full disk can refuse it. `move`
   * gets every job in its newest state, again where that changed while it was being written, and gives back the very
   * same entry where nothing is to change. One after the other, with {@link add} and {@link withdraw}. Rejects when the
   * disk refuses; then nothing has changed.
   */
  decide(move: (entry: JobRecord) => JobRecord): Promise<void>;
  /** Removes a job for which `may` holds, from the disk first. Rejects with `job-gone`, or when the disk refuses. */
  withdraw(id: string, may: (job: Job) => boolean): Promise<void>;
  /** Forgotten at once; resolves when the journal has forgotten it. */
  remove(id: string): Promise<void>;
  /** Kept to be looked at, but no longer on the disk. */
  keepInMemory(id: string): Promise<void>;
  /** Ids of jobs whose newest state, or removal, the disk has refused: the next worker would go on from an older one. */
  refused(): readonly string[];
  /** Asks the disk again to take the newest state of a job, or its removal. Rejects when it refuses. */
  rewrite(id: string): Promise<void>;
}

export function openJobStore(database: JobDatabase): JobStore {
  const known = new Map<string, JobRecord>();
  const refused = new Set<string>();
  let loading: Promise<void> | null = null;
  /** So that none is decided from what another is about to change. */
  const inOrder = serialQueue();

  async function read(): Promise<void> {
    const { jobs, chunks } = await database.all();
    for (const job of jobs.map(fromStored).sort((a, b) => a.createdAt - b.createdAt)) {
      const own = chunks.filter(({ jobId }) => jobId === job.id).sort((a, b) => a.index - b.index);
      known.set(job.id, { job, chunks: own });
    }
  }

  async function noteRefusal(id: string, written: Promise<void>): Promise<void> {
    try {
      await written;
    } catch (error) {
      refused.add(id);
      throw error;
    }
  }

  async function removeFromDisk(id: string): Promise<void> {
    await noteRefusal(id, database.remove(id));
    refused.delete(id);
  }

  async function write(move: (entry: JobRecord) => JobRecord): Promise<void> {
    for (;;) {
      const changes = [...known.values()]
        .map(before => ({ before, after: move(before) }))
        .filter(({ before, after }) => before !== after);
      // Asked for in one turn, they share one transaction.
      await Promise.all(
        changes.map(({ before, after }) => database.write(after.job, chunksOf(before, after))),
      );
      const isNewest = changes.every(({ before }) => known.get(before.job.id) === before);
      if (!isNewest) continue; // what was written meanwhile knows nothing of it
      for (const { after } of changes) known.set(after.job.id, after);
      return;
    }
  }

  return {
    load() {
      loading ??= read().catch(error => {
        loading = null;
        throw error;
      });
      return loading;
    },
    all: () => [...known.values()],
    get: id => known.get(id),
    add: entry =>
      inOrder(async () => {
        if (known.has(entry.job.id)) return;
        await database.write(entry.job, entry.chunks);
        known.set(entry.job.id, entry);
      }),
    async change(id, move, chunks = []) {
      const entry = known.get(id);
      if (entry === undefined) return;
      const job = move(entry.job);
      const all = [...entry.chunks];
      for (const chunk of chunks) all[chunk.index] = chunk;
      known.set(id, { job, chunks: all });
      await noteRefusal(id, database.write(job, chunks));
    },
    decide: move => inOrder(() => write(move)),
    withdraw: (id, may) =>
      inOrder(async () => {
        const entry = known.get(id);
        if (entry === undefined || !may(entry.job)) throw new ShoeboxError('job-gone');
        await database.remove(id);
        known.delete(id);
      }),
    remove(id) {
      known.delete(id);
      return removeFromDisk(id);
    },
    keepInMemory: removeFromDisk,
    refused: () => [...refused],
    rewrite: id =>
      inOrder(async () => {
        const entry = known.get(id);
        if (entry === undefined) return removeFromDisk(id);
        await database.write(entry.job, entry.chunks);
        refused.delete(id);
      }),
  };
}

/** Those that are others than before. */
const chunksOf = (before: JobRecord, after: JobRecord): readonly Chunk[] =>
  after.chunks.filter((chunk, index) => chunk !== before.chunks[index]);

/** A decision about one job, which leaves its items as they are. */
export const onJob =
  (id: string, move: (job: Job) => Job) =>
  (entry: JobRecord): JobRecord => {
    if (entry.job.id !== id) return entry;
    const job = move(entry.job);
    return job === entry.job ? entry : { ...entry, job };
  };
