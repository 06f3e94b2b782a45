import { describeVersion, lastModifiedOf, type ObjectVersion } from '../object-versions';
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
        version => version.end === null && !version.key.endsWith('/') && sourceOf(result, version) !== null,
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

/** What a job that was told as done, or is on the disk as done, has made this copy of; null for all else. */
function sourceOf({ jobs }: HistoryResult, { key, origin, late }: ObjectVersion): ObjectVersion | null {
  if (origin.by !== 'copy' || late !== null) return null;
  const { from } = origin;
  const isTold = jobs
    .flatMap(({ reported, doneOnDisk }) => [...reported, ...(doneOnDisk === null ? [] : [doneOnDisk])])
    .flatMap(({ items }) => items)
    .some(item => item.state === 'done' && item.key === from.key && item.target === key);
  return isTold ? from : null;
}

/** No later than this. */
function expectedDate(result: HistoryResult, version: ObjectVersion): number {
  const source = sourceOf(result, version);
  return source === null ? lastModifiedOf(version) : expectedDate(result, source);
}
