import type { HistoryResult } from '../run-history';
import { auditFinalState } from './final-state';
import { auditJobs } from './jobs';
import { auditRemovals } from './removals';
import { auditUploads } from './uploads';
import type { Violation } from './violation';

/** Everything that is wrong after a history. */
export const violationsOf = (lived: HistoryResult): Violation[] => [
  ...auditRemovals(lived),
  ...auditUploads(lived),
  ...auditJobs(lived),
  ...auditFinalState(lived),
];
