import type { FailureCode } from '../../../src/core/failure';
import type { HistoryResult } from '../run-history';
import type { Violation } from './violation';

/** Why a job may fail although nothing goes wrong any more: for what somebody else has done. */
const FOR_GOOD: ReadonlySet<FailureCode> = new Set(['object-not-found', 'photo-changed', 'name-taken']);

/** Nothing is left of anything once everything has ended and was taken off the lists. */
export function auditFinalState({ left, jobsAtRest, jobs }: HistoryResult): Violation[] {
  const of = (what: string, list: readonly string[]): Violation[] =>
    list.length === 0 ? [] : [{ kind: `${what} left`, text: list.join(', ') }];
  const failing = jobsAtRest.filter(({ state }) => state === 'failed');
  const reasons = failing.flatMap(({ id, failure }) => {
    const items = jobs.find(job => job.id === id)?.reported.at(-1)?.items ?? [];
    return [failure, ...items.map(item => item.failure)].flatMap(one =>
      one === null ? [] : [{ id, ...one }],
    );
  });
  return [
    ...of('multipart upload', left.uploads),
    ...of(
      'pending clean-up',
      left.pendingCleanups.map(({ id }) => id),
    ),
    ...of('record of a part', left.parts),
    ...of('blob', left.blobs),
    ...of('transfer record', left.transfers),
    ...of('job record', left.jobs),
    ...of('items of no job', left.chunks),
    ...of(
      'job under way',
      jobsAtRest
        .filter(({ state }) => state !== 'failed' && state !== 'done')
        .map(({ id, state }) => `${id} ${state}`),
    ),
    ...of(
      'job that fails without need',
      reasons.filter(({ code }) => !FOR_GOOD.has(code)).map(({ id, code }) => `${id} ${code}`),
    ),
    ...of(
      'job that failed without a reason',
      failing.filter(({ id }) => !reasons.some(reason => reason.id === id)).map(({ id }) => id),
    ),
  ];
}
