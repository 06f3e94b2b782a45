import { describeVersion, lastModifiedOf, type ObjectVersion } from '../object-versions';
import type { ReportedJob } from '../records';
import type { HistoryResult } from '../run-history';
import type { Violation } from './violation';

/**
 * No photo's date changes by moves, copies and renames. What a copy's date is worth is told by the job that was done with
 * it; where the bucket refused to read or write dates, they are lost, and somebody was told.
 */
export function auditDates(result: HistoryResult): Violation[] {
  if (result.areDatesLost) return [];
  return (
    result.versions
      // Markers have no date.
      .filter(
        version =>
          version.end === null &&
          !version.key.endsWith('/') &&
          sourceOf(result, version, Number.POSITIVE_INFINITY) !== null,
      )
      .flatMap(version => {
        const [is, latest] = [result.dateOf(version), expectedDate(result, version)];
        // Moved onto the same bytes, which another user had stored there, or which came there before: the first date of all.
        const isOfSameBytes = result.versions.some(
          one => one.content === version.content && lastModifiedOf(one) === is,
        );
        return is <= latest && isOfSameBytes
          ? []
          : [{ kind: 'date changed', text: `${describeVersion(version)}: ${is} instead of ${latest}` }];
      })
  );
}

interface Source {
  readonly version: ObjectVersion;
  /** When the job was ordered that made the copy, by place in the log; of several that may have, the first. */
  readonly orderedSeq: number;
}

/** What a job that was told as done before, or was on the disk as done, has made this copy of; null for all else. */
function sourceOf(
  { jobs }: HistoryResult,
  { key, origin, late }: ObjectVersion,
  before: number,
): Source | null {
  if (origin.by !== 'copy' || late !== null) return null;
  const { from } = origin;
  const isDone = ({ seq, items }: ReportedJob): boolean =>
    seq < before && items.some(item => item.state === 'done' && item.key === from.key && item.target === key);
  const makers = jobs.filter(
    ({ reported, doneOnDisk }) => reported.some(isDone) || (doneOnDisk !== null && isDone(doneOnDisk)),
  );
  if (makers.length === 0) return null;
  return { version: from, orderedSeq: Math.min(...makers.map(({ add }) => add.seq)) };
}

/**
 * No later than this. A copy has the date of its source as albums showed that when it was ordered: by a move that had
 * failed after its copy, and was tried again only later, nothing is known of that copy's date yet.
 */
function expectedDate(
  result: HistoryResult,
  version: ObjectVersion,
  before = Number.POSITIVE_INFINITY,
): number {
  const source = sourceOf(result, version, before);
  return source === null ? lastModifiedOf(version) : expectedDate(result, source.version, source.orderedSeq);
}
