import { expect, test } from 'vitest';
import { type JobSpec, newJob } from '../../../src/core/job';
import { progressText } from '../../../src/popup/jobs/job-texts';

const order: JobSpec = { kind: 'move-photos', to: 'B/' };
const JOB = newJob({ id: 'a', createdAt: 1, notBefore: 1, bucket: 'b', order, about: 'A/a', total: 2 });

test.each([
  ['moving', {}, '0 of 2'],
  ['cancelled', { isCancelled: true }, 'Stopping…'],
  [
    'cancelled, and another user’s to be brought to its end',
    { isCancelled: true, waiting: { kind: 'other-user', user: 'ada' } },
    'Waiting for ada to sign in',
  ],
] as const)('%s', (_, facts, text) => {
  expect(progressText({ ...JOB, waiting: null, bytes: null, ...facts })).toBe(text);
});
