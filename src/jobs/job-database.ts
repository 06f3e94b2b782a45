import type { DBSchema } from 'idb';
import type { StoredJob } from '../core/job';
import { openDatabase } from '../durable/database';
import type { Chunk, JobDatabase } from './ports';

interface JobDatabaseSchema extends DBSchema {
  jobs: { key: string; value: StoredJob };
  chunks: { key: [jobId: string, index: number]; value: Chunk };
}

export function openJobDatabase(): JobDatabase {
  const { connect, commit } = openDatabase<JobDatabaseSchema>('shoebox-jobs', 1, database => {
    database.createObjectStore('jobs', { keyPath: 'id' });
    database.createObjectStore('chunks', { keyPath: ['jobId', 'index'] });
  });

  return {
    async all() {
      const database = await connect();
      const [jobs, chunks] = await Promise.all([database.getAll('jobs'), database.getAll('chunks')]);
      return { jobs, chunks };
    },
    write: records =>
      commit(store =>
        records.flatMap(({ job, chunks }) => [
          store('jobs').put(job),
          ...chunks.map(chunk => store('chunks').put(chunk)),
        ]),
      ),
    remove: id =>
      commit(store => [
        store('jobs').delete(id),
        store('chunks').delete(IDBKeyRange.bound([id], [id, Number.POSITIVE_INFINITY])),
      ]),
  };
}
