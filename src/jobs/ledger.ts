import type { Job } from '../core/job';
import type { Chunk, JobJournal } from './ports';

/** A job with all its items, as far as they are known. */
export interface Entry {
  readonly job: Job;
  readonly chunks: readonly Chunk[];
}

/** All jobs as this life of the worker knows them, and the journal behind them: the one writer of both. */
export interface JobLedger {
  /** Reads the journal, once for each life of the worker; one that could not be read is asked again the next time. */
  load(): Promise<void>;
  /** In the order in which they were asked for. */
  all(): readonly Entry[];
  get(id: string): Entry | undefined;
  /** Resolves when it is written down; known from then on. */
  add(entry: Entry): Promise<void>;
  /**
   * Applies a move to the newest state of a job and replaces these chunks of it, known at once; resolves when it is
   * written down. Does nothing to one that was removed: removed it stays.
   */
  change(id: string, move: (job: Job) => Job, chunks?: readonly Chunk[]): Promise<void>;
  /** Forgotten at once; resolves when the journal has forgotten it. */
  remove(id: string): Promise<void>;
  /** Kept to be looked at, but no longer on the disk. */
  keepInMemory(id: string): Promise<void>;
}

export function openJobLedger(journal: JobJournal): JobLedger {
  const known = new Map<string, Entry>();
  let loading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const { jobs, chunks } = await journal.all();
    for (const job of jobs.sort((a, b) => a.createdAt - b.createdAt)) {
      const own = chunks.filter(({ jobId }) => jobId === job.id).sort((a, b) => a.index - b.index);
      known.set(job.id, { job, chunks: own });
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
    async add(entry) {
      await journal.write(entry.job, entry.chunks);
      known.set(entry.job.id, entry);
    },
    async change(id, move, chunks = []) {
      const entry = known.get(id);
      if (entry === undefined) return;
      const job = move(entry.job);
      const all = [...entry.chunks];
      for (const chunk of chunks) all[chunk.index] = chunk;
      known.set(id, { job, chunks: all });
      await journal.write(job, chunks);
    },
    remove(id) {
      known.delete(id);
      return journal.remove(id);
    },
    keepInMemory: id => journal.remove(id),
  };
}
