import { expect, test } from 'vitest';
import { type JobSpec, newJob } from '../../../src/core/job';
import { failedText, progressText } from '../../../src/popup/jobs/job-texts';

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

test.each<[JobSpec, number, string]>([
  [{ kind: 'copy-photos', to: 'Kitchen/' }, 2, 'Couldn’t copy 2 photos to “Kitchen”'],
  [{ kind: 'move-photos', to: 'Kitchen/' }, 1, 'Couldn’t move 1 photo to “Kitchen”'],
  [{ kind: 'move-photos', to: 'Kitchen/' }, 0, 'Couldn’t move 3 photos to “Kitchen”'],
  [{ kind: 'delete-album', prefix: 'Trips/' }, 1, 'Couldn’t delete “Trips”'],
])('%o with %i failures says what it could not do', (order, failed, text) => {
  const job = newJob({ id: 'a', createdAt: 1, notBefore: 1, bucket: 'b', order, about: 'A/a', total: 3 });
  expect(failedText({ ...job, waiting: null, bytes: null, failed })).toBe(text);
});
