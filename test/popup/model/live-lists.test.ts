// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import type { JobView } from '../../../src/messaging/job-messages';
import { useJobList, useTransferList } from '../../../src/popup/model/live-lists';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { view } from '../tray/views';

const worker = new ScriptedWorker();

beforeEach(() => {
  // Only what the hook waits for: what is drawn waits for the others.
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const job = (id: string): JobView => ({
  ...{ id, createdAt: 0, notBefore: 0, about: 'a.jpg', state: 'under-way', isCancelled: false },
  ...{ order: { kind: 'copy-photos', to: 'B/' }, total: 2, done: 1, failed: 0, note: null, failure: null },
  ...{ bucket: 'bucket', endedAt: null, readyAt: null, isHandedOver: false, isForGood: false },
  ...{ waiting: null, bytes: null },
});

const openTransfers = () => renderHook(useTransferList, undefined);
const openJobs = (areShown = true) => renderHook(useJobList, areShown);
const ids = ({ items }: { readonly items: readonly { readonly id: string }[] | null }) =>
  items?.map(({ id }) => id);
const pass = (ms: number): Promise<void> => settle(() => void vi.advanceTimersByTime(ms));

test.each([
  ['the death of the worker', () => worker.lastStream('jobs.watch').fail(new ShoeboxError('interrupted'))],
  ['a failure in the worker', () => worker.lastStream('jobs.watch').fail(new ShoeboxError('unexpected'))],
  ['an end that nothing explains', () => worker.lastStream('jobs.watch').end()],
])('a list that is watched goes on after %s, and shows meanwhile what it showed', async (_what, end) => {
  const hook = await openJobs();
  await settle(() => worker.lastStream('jobs.watch').tell({ changed: [job('a')], removed: [] }));
  const before = worker.streamsOf('jobs.watch').length;
  await settle(end);
  expect(ids(hook.now())).toEqual(['a']);
  await pass(330);
  expect(worker.streamsOf('jobs.watch')).toHaveLength(before + 1);
  // The new connection tells all there is: what is not among it is gone.
  await settle(() => worker.lastStream('jobs.watch').tell({ changed: [job('b')], removed: [] }));
  expect(ids(hook.now())).toEqual(['b']);
  await hook.unmount();
});

test('a list that can not be watched is told at once, and no longer when it is heard of again', async () => {
  const hook = await openTransfers();
  await settle(() => worker.lastStream('transfers.watch').fail(new ShoeboxError('browser-storage-full')));
  expect(hook.now().failure).toMatchObject({ code: 'browser-storage-full' });
  await settle(hook.now().retry);
  await settle(() => worker.lastStream('transfers.watch').tell({ changed: [view('a')], removed: [] }));
  expect(hook.now()).toMatchObject({ failure: null, items: [{ id: 'a' }] });
  await hook.unmount();
});

test('a worker that dies is no failure, one that dies again and again is', async () => {
  const hook = await openTransfers();
  const failures: (string | undefined)[] = [];
  for (let time = 0; time < 4; time += 1) {
    await settle(() => worker.lastStream('transfers.watch').fail(new ShoeboxError('interrupted')));
    failures.push(hook.now().failure?.code);
    await pass(10_000);
  }
  expect(failures).toEqual([undefined, undefined, undefined, 'interrupted']);
  await hook.unmount();
});

test('a list that can not be watched is asked for again ever more slowly, and every ten seconds at last', async () => {
  const hook = await openTransfers();
  const begun = worker.streamsOf('transfers.watch').length;
  const asked: number[] = [];
  for (let time = 0; time < 7; time += 1) {
    await settle(() => worker.lastStream('transfers.watch').fail(new ShoeboxError('interrupted')));
    let waited = 0;
    while (worker.streamsOf('transfers.watch').length === begun + time) {
      await pass(10);
      waited += 10;
    }
    asked.push(waited);
  }
  expect(asked).toEqual([330, 660, 1320, 2640, 5280, 10_000, 10_000]);
  await hook.unmount();
});

test('jobs that nothing shows are not watched', async () => {
  const before = worker.streamsOf('jobs.watch').length;
  const hook = await openJobs(false);
  expect(worker.streamsOf('jobs.watch')).toHaveLength(before);
  await hook.rerender(true);
  expect(worker.streamsOf('jobs.watch')).toHaveLength(before + 1);
  await hook.rerender(false);
  expect(worker.lastStream('jobs.watch').signal.aborted).toBe(true);
});
