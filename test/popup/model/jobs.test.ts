// @vitest-environment happy-dom
import { type ComponentChild, h } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import type { JobView } from '../../../src/messaging/job-messages';
import { JobsContext } from '../../../src/popup/model/app-context';
import { startJob, useEndedJobs, useTakenAway } from '../../../src/popup/model/jobs';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const REQUEST = { kind: 'delete-album', prefix: 'A/' } as const;

const job = (id: string, facts: Partial<JobView> = {}): JobView => ({
  ...{ id, createdAt: 0, notBefore: 0, about: 'a.jpg', state: 'under-way', isCancelled: false },
  ...{ order: { kind: 'copy-photos', to: 'B/' }, total: 2, done: 1, failed: 0, note: null, failure: null },
  ...{ bucket: 'bucket', endedAt: null, readyAt: null, isHandedOver: false, isForGood: false },
  ...{ waiting: null, bytes: null },
  ...facts,
});

test('a job whose start the death of the worker interrupted is started again under the same id', async () => {
  const started = startJob(REQUEST);
  await settle(() => worker.lastCall('jobs.start').reject(new ShoeboxError('interrupted')));
  const calls = worker.callsOf('jobs.start');
  expect(calls).toHaveLength(2);
  expect(calls[1]?.args).toEqual(calls[0]?.args);
  worker.lastCall('jobs.start').resolve(undefined);
  await expect(started).resolves.toBeUndefined();
});

test('a job that the worker refuses is not started again', async () => {
  const started = startJob(REQUEST);
  const refused = expect(started).rejects.toMatchObject({ code: 'not-configured' });
  await settle(() => worker.lastCall('jobs.start').reject(new ShoeboxError('not-configured')));
  await refused;
  expect(worker.callsOf('jobs.start')).toHaveLength(1);
});

test('useEndedJobs tells each job once that was pending and is so no more, also one that is gone from the list', async () => {
  const ended: JobView[] = [];
  const onEnded = (done: JobView): void => void ended.push(done);
  let jobs: readonly JobView[] = [
    job('ends'),
    job('vanishes'),
    job('goes on'),
    job('old', { state: 'done' }),
  ];
  const inContext = (child: ComponentChild) => h(JobsContext.Provider, { value: jobs }, child);
  const hook = await renderHook(useEndedJobs, onEnded, inContext);
  expect(ended).toEqual([]);
  jobs = [job('ends', { state: 'done' }), job('goes on', { done: 2 })];
  await hook.rerender(onEnded);
  await hook.rerender(onEnded);
  expect(ended.map(({ id, state }) => `${id}: ${state}`)).toEqual(['ends: done', 'vanishes: under-way']);
});

test('photos that a job of this page takes away, and what lies in an album that any does, are told until it has ended', async () => {
  const photo = { key: 'A/a.jpg', size: 1, etag: 'a' };
  const started = startJob({ kind: 'delete-photos', photos: [photo] });
  const { args } = worker.lastCall('jobs.start');
  await settle(() => worker.lastCall('jobs.start').resolve(undefined));
  await started;
  const { id } = args as { readonly id: string }; // ours
  let jobs: readonly JobView[] = [
    job(id, { state: 'waiting', order: { kind: 'delete-photos' } }),
    job('album', { order: { kind: 'delete-album', prefix: 'B/' } }),
    job('download', { order: { kind: 'download-album', prefix: 'C/' } }),
  ];
  const inContext = (child: ComponentChild) => h(JobsContext.Provider, { value: jobs }, child);
  const hook = await renderHook(useTakenAway, undefined, inContext);
  const taken = (): readonly string[] => ['A/a.jpg', 'A/b.jpg', 'B/x.jpg', 'C/x.jpg'].filter(hook.now());
  expect(taken()).toEqual(['A/a.jpg', 'B/x.jpg']);
  jobs = [];
  await hook.rerender(undefined);
  expect(taken()).toEqual([]);
});
