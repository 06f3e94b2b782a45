// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newJob } from '../../../src/core/job';
import type { JobView } from '../../../src/messaging/job-messages';
import { useJobsWithRow } from '../../../src/popup/jobs/job-rows';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 }));
afterEach(() => void vi.useRealTimers());

test('a job that goes on has its row after a moment, also where the timer is early', async () => {
  const order = { kind: 'copy-photos', to: 'B/' } as const;
  const job: JobView = {
    ...newJob({ id: 'job', createdAt: 0, notBefore: 0, bucket: 'b', about: '', total: 1, order }),
    ...{ waiting: null, bytes: null, state: 'under-way' },
  };
  const hook = await renderHook(useJobsWithRow, [job]);
  expect(hook.now()).toEqual([]);
  await settle(() => {
    vi.advanceTimersByTime(699);
    vi.setSystemTime(698);
    vi.advanceTimersByTime(1);
  });
  expect(hook.now()).toEqual([job]);
});
