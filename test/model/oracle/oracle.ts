import type { HistoryResult } from '../run-history';
import { auditDates } from './dates';
import { auditFinalState } from './final-state';
import { auditJobs } from './jobs';
import { auditRemovals } from './removals';
import { auditUploads } from './uploads';
import type { Violation } from './violation';

/** Everything that is wrong after a history. */
export const violationsOf = (result: HistoryResult): Violation[] => [
  ...auditRemovals(result),
  ...auditUploads(result),
  ...auditJobs(result),
  ...auditDates(result),
  ...auditFinalState(result),
];
