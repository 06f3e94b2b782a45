import type { Lived } from '../live';
import { auditDeaths } from './deaths';
import { auditJobs } from './jobs';
import { auditRest } from './rest';
import { auditUploads } from './uploads';
import type { Violation } from './violation';

/** Everything that is wrong after a history. */
export const violationsOf = (lived: Lived): Violation[] => [
  ...auditDeaths(lived),
  ...auditUploads(lived),
  ...auditJobs(lived),
  ...auditRest(lived),
];
