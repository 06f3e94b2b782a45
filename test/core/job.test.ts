import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advanced,
  cancelled,
  completed,
  failedWith,
  type Job,
  type JobSpec,
  newJob,
  retried,
  started,
} from '../../src/core/job';

const DELETE: JobSpec = { kind: 'delete-photos' };

const job = (notBefore: number, facts: Partial<Job> = {}): Job => ({
  ...newJob({
    ...{ id: 'job', createdAt: 1000, bucket: 'b', order: DELETE, about: 'A/a.png', notBefore, total: 2 },
  }),
  ...facts,
});

const NOW = 50_000;
const end = (one: Job): Job => completed(one, NOW);
const again = (one: Job): Job => retried(one, NOW);

const failure = { code: 'offline', detail: {}, technical: '' } as const;

describe('a job', () => {
  test('waits for its time, if that is later', () => {
    expect(job(1000).state).toBe('under-way');
    expect(job(11_000).state).toBe('waiting');
    expect(started(job(11_000)).state).toBe('under-way');
  });

  test('ends as its items did', () => {
    expect(completed(advanced(job(0), 2, 0), NOW).state).toBe('done');
    expect(completed(advanced(job(0), 1, 1), NOW).state).toBe('failed');
    expect(retried(completed(advanced(job(0), 1, 1), NOW), NOW)).toMatchObject({
      state: 'under-way',
      done: 1,
      failed: 0,
    });
  });

  test('that ended with something left knows when, until it is tried again', () => {
    const failed = [end(advanced(job(0), 1, 1)), failedWith(job(0), failure, NOW)];
    expect(failed.map(({ endedAt }) => endedAt)).toEqual([NOW, NOW]);
    expect(failed.map(again).map(({ endedAt }) => endedAt)).toEqual([null, null]);
  });

  test('hears no move that comes too late', () => {
    const moves = [started, cancelled, again, end, (one: Job) => failedWith(one, failure, NOW)];
    const done = job(0, { state: 'done' });
    for (const move of moves) expect(move(done)).toBe(done);
    const waiting = job(11_000);
    for (const move of moves.slice(1)) expect(move(waiting)).toBe(waiting);
  });

  test('whatever comes in whatever order, its state is one that the moves lead to', () => {
    const moves = fc.constantFrom(started, cancelled, again, end, (one: Job) =>
      failedWith(one, failure, NOW),
    );
    fc.assert(
      fc.property(fc.array(moves), fc.boolean(), (list, waits) => {
        const last = list.reduce((one, move) => move(one), job(waits ? 11_000 : 0));
        expect(last.failure !== null && last.state !== 'failed').toBe(false);
        expect(last.state === 'waiting' && last.isCancelled).toBe(false);
      }),
    );
  });
});
