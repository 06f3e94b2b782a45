import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancelled } from '../../src/core/job';
import { openJobDatabase } from '../../src/jobs/job-database';
import { openJobStore } from '../../src/jobs/job-store';
import { World } from './world';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.restoreAllMocks());

test('a decision about several jobs, of which the disk refuses one, changes none of them', async () => {
  const world = new World();
  const jobs = ['a', 'b'].map(id => world.job({ kind: 'delete-photos' }, [], { id }));
  const store = openJobStore(openJobDatabase());
  await store.load();
  for (const job of jobs) await store.add({ job, chunks: [] });
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    const request = put.call(this, value, key);
    // As a quota does: the request is accepted, and its transaction comes to nothing.
    if (value.id === jobs[1]?.id) request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  const decided = store.decide(record => ({ ...record, job: cancelled(record.job) }));
  await expect(decided).rejects.toThrow();
  const next = openJobStore(openJobDatabase());
  await next.load();
  const areCancelled = [...store.all(), ...next.all()].map(({ job }) => job.isCancelled);
  expect(areCancelled).toEqual([false, false, false, false]);
});
