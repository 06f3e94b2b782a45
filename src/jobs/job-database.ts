import { type DBSchema, openDB } from 'idb';
import type { StoredJob } from '../core/job';
import { lazyConnection } from '../core/lazy-connection';
import { openGroupCommit } from '../transfers/group-commit';
import type { Chunk, JobDatabase } from './ports';

interface JobDatabaseSchema extends DBSchema {
  jobs: { key: string; value: StoredJob };
  chunks: { key: [jobId: string, index: number]; value: Chunk };
}

/** The journal in IndexedDB. What can't be written rejects with `browser-storage-full`, if that is why. */
export function openJobDatabase(): JobDatabase {
  const open = lazyConnection(terminated =>
    openDB<JobDatabaseSchema>('shoebox-jobs', 1, {
      upgrade(db) {
        db.createObjectStore('jobs', { keyPath: 'id' });
        db.createObjectStore('chunks', { keyPath: ['jobId', 'index'] });
      },
      terminated,
    }),
  );
  const { commit } = openGroupCommit<JobDatabaseSchema, 'jobs' | 'chunks'>(open, ['jobs', 'chunks']);

  return {
    async all() {
      const db = await open();
      const [jobs, chunks] = await Promise.all([db.getAll('jobs'), db.getAll('chunks')]);
      return { jobs, chunks };
    },
    write: (job, chunks) =>
      commit(store => [store('jobs').put(job), ...chunks.map(chunk => store('chunks').put(chunk))]),
    remove: id =>
      commit(store => [
        store('jobs').delete(id),
        store('chunks').delete(IDBKeyRange.bound([id], [id, Number.POSITIVE_INFINITY])),
      ]),
  };
}
