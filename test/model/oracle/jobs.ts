import { albumOf, isDeletion } from '../../../src/core/job';
import { fileNameOfKey, splitExtension } from '../../../src/core/object-key';
import {
  describeVersion,
  existedAt,
  isInParts,
  lastModifiedOf,
  type ObjectVersion,
  PROMPT_MS,
} from '../object-versions';
import type { JobRecord, ReportedJob } from '../records';
import type { HistoryResult } from '../run-history';
import type { Violation } from './violation';

/** Holds what was told of jobs against the bucket. */
export function auditJobs(result: HistoryResult): Violation[] {
  return [
    ...result.jobs.flatMap(job => [
      ...wasNotLost(result, job),
      ...endsOf(job).flatMap(ended => (ended.state === 'done' ? toldTruly(result, job, ended) : [])),
    ]),
    ...copiedOnce(result),
  ];
}

/** One that was done, and whose worker died before it could say so, was not told of; the list may still have said it. */
const endsOf = ({ reported, doneOnDisk }: JobRecord): readonly ReportedJob[] =>
  reported.length === 0 && doneOnDisk !== null ? [doneOnDisk] : reported;

/** A job that was acknowledged is told to have ended, or taken back. */
function wasNotLost({ jobsAtRest }: HistoryResult, job: JobRecord): Violation[] {
  const { id, add, undos, dismissals, spec } = job;
  if (add.answer !== 'done' || endsOf(job).length > 0) return [];
  // Undone, or about to be: a disk that refused that is asked again. What is dismissed was on the list as failed, although
  // its worker died before it could tell.
  if (undos.length + dismissals.length > 0) return [];
  const isThere = jobsAtRest.some(one => one.id === id);
  return isThere ? [] : [{ kind: 'job vanished', text: `${id} ${spec.kind}` }];
}

function toldTruly(result: HistoryResult, job: JobRecord, ended: ReportedJob): Violation[] {
  // Of a cancelled one, what it has begun is done, and nobody is told how much that is.
  if (ended.isCancelled || job.cancels.length > 0) return [];
  if (isDeletion(job.spec)) return [...isDeleted(result, job, ended), ...tellsWhatStays(result, job, ended)];
  return [...isAtTarget(result, job, ended), ...leftItsPlace(job, ended)];
}

/**
 * S3 tells times in whole seconds, and its clock is known by them alone: what came this shortly before a deletion was
 * ordered can't be told from what came after, and may stay.
 */
const UNSURE_MS = 1_500;

/** What was there when the deletion was ordered is gone, unless an upload was told meanwhile that it is there already. */
function isDeleted(
  { uploads }: HistoryResult,
  { id, add, versions, seen, listedOnDiskAt }: JobRecord,
  { seq, note, items }: ReportedJob,
): Violation[] {
  // The deletion is cancelled for good before the upload is told of it, which a user may cancel in between.
  const wasCalledOffFor = ({ key, content }: ObjectVersion): boolean =>
    uploads.some(
      upload =>
        upload.content === content &&
        key.startsWith(upload.transfer.album ?? '') &&
        upload.givenUp.some(given => given.seq > add.seq && given.seq < seq),
    );
  // S3 dates what came in parts at the beginning of its upload: in a list that comes late (the album's own came to
  // nothing in time: no network, a full disk, a death) it can't be told from what was completed after the order. It
  // stays, and a user is told so.
  const wasListedLate = (listedOnDiskAt ?? Number.POSITIVE_INFINITY) > add.at + PROMPT_MS;
  const mayBeCompletedLater = (instance: ObjectVersion): boolean =>
    note !== null && wasListedLate && isInParts(instance) && !items.some(({ key }) => key === instance.key);
  const isSpared = (instance: ObjectVersion): boolean =>
    mayBeCompletedLater(instance) ||
    uploads.some(({ reported }) =>
      reported.some(({ reliedOn, seq: at }) => reliedOn === instance && at > add.seq),
    ) ||
    lastModifiedOf(instance) + UNSURE_MS > add.at ||
    wasCalledOffFor(instance) ||
    // An album in which something stays has its marker still.
    (note !== null && instance.key.endsWith('/'));
  const isMeant = ({ key, etag }: ObjectVersion): boolean =>
    seen.length === 0 || seen.some(photo => photo.key === key && photo.etag === etag);
  return versions
    .filter(instance => isMeant(instance) && existedAt(instance, seq) && !isSpared(instance))
    .map(instance => ({
      kind: 'told as deleted, and still there',
      text: `${id}: ${describeVersion(instance)}`,
    }));
}

/**
 * Of what stays in an album, as far as the deletion has seen it, a user is told. What was seen is known only where no
 * other job lists this album at that time.
 */
function tellsWhatStays(
  { listed, jobs }: HistoryResult,
  { id, add, spec }: JobRecord,
  { seq, note }: ReportedJob,
): Violation[] {
  if (spec.kind !== 'delete-album' || note !== null) return [];
  const isListedByOthers = jobs.some(
    other =>
      other.id !== id &&
      albumOf(other.spec) === spec.prefix &&
      other.add.seq < seq &&
      (other.reported.at(-1)?.seq ?? seq) > add.seq,
  );
  if (isListedByOthers) return [];
  const stays = listed.filter(
    ({ prefix, version, seq: at }) =>
      prefix === spec.prefix && at > add.seq && at < seq && existedAt(version, seq),
  );
  return stays.slice(0, 1).map(({ version }) => ({
    kind: 'album kept, and nobody told',
    text: `${id}: ${describeVersion(version)}`,
  }));
}

/**
 * Of every photo there was one where it was to go, at some time between the order and the end: a copy, or the same bytes.
 * An album is moved as it is when its turn has come: what went elsewhere by then is none of it.
 */
function isAtTarget(result: HistoryResult, job: JobRecord, { seq }: ReportedJob): Violation[] {
  const { versions } = result;
  const { id, versions: subjects, spec, add } = job;
  if (albumOf(spec) !== null) return [];
  return subjects.flatMap(source => {
    const isTarget = targetOf(spec, source.key);
    // A user who was told that somebody had changed it, and tried again, meant it as it was by then.
    const isChanged = job.retries.some(({ changed }) => changed.has(source.key));
    const wasMeant = (one: ObjectVersion): boolean =>
      one === source ||
      (isChanged && one.key === source.key && one.createdSeq < seq && one.createdSeq > add.seq);
    const meant = new Set(versions.filter(wasMeant).map(({ content }) => content));
    const isThere = versions.some(
      ({ key, content, createdSeq, end }) =>
        isTarget(key) && meant.has(content) && createdSeq <= seq && (end?.seq ?? seq) >= add.seq,
    );
    return isThere || source.key.endsWith('/')
      ? []
      : [{ kind: `told as done, and not there: ${spec.kind}`, text: `${id}: ${describeVersion(source)}` }];
  });
}

/** Whether a key is one that a job may give to the photo at `key`. */
function targetOf(order: JobRecord['spec'], key: string): (target: string) => boolean {
  const name = fileNameOfKey(key);
  const album = key.slice(0, key.length - name.length);
  const wanted = ((): string => {
    if (order.kind === 'move-photos' || order.kind === 'copy-photos') return `${order.to}${name}`;
    if (order.kind === 'rename-photo') return `${album}${order.name}`;
    return key;
  })();
  const { stem, extension } = splitExtension(fileNameOfKey(wanted));
  const prefix = wanted.slice(0, wanted.length - fileNameOfKey(wanted).length);
  return target => {
    const found = splitExtension(fileNameOfKey(target));
    const isNamed = found.stem === stem || /^ \(\d+\)$/.test(found.stem.slice(stem.length));
    return (
      target.startsWith(prefix) && found.stem.startsWith(stem) && isNamed && found.extension === extension
    );
  };
}

/** What was moved is not where it was. What was renamed to its own name, by number, stays. */
function leftItsPlace({ id, versions, spec, seen }: JobRecord, { seq }: ReportedJob): Violation[] {
  if (spec.kind === 'copy-photos') return [];
  const isMeant = ({ key, etag }: ObjectVersion): boolean =>
    albumOf(spec) !== null || seen.some(photo => photo.key === key && photo.etag === etag);
  const keepsItsName = ({ key }: ObjectVersion): boolean =>
    spec.kind === 'rename-photo' && targetOf(spec, key)(key);
  return versions
    .filter(instance => isMeant(instance) && existedAt(instance, seq) && !keepsItsName(instance))
    .map(instance => ({
      kind: `told as done, and left behind: ${spec.kind}`,
      text: `${id}: ${describeVersion(instance)}`,
    }));
}

/**
 * Of one object there are no more copies of one name than jobs that were to make them. One more is nobody's fault when
 * the first was not where the job looks any more, came from a request that was given up, or lies where another job or
 * the clean-up of uploads might have taken it: such a key is avoided, also when nothing is taken in the end.
 */
function copiedOnce({ versions, jobs, uploads }: HistoryResult): Violation[] {
  const mayBeTaken = (key: string): boolean =>
    uploads.some(({ givenUp, transfer }) => givenUp.length > 0 && key.startsWith(transfer.album ?? '')) ||
    jobs.some(({ spec, seen }) => {
      if (spec.kind === 'copy-photos') return false;
      const album = albumOf(spec);
      return album === null ? seen.some(photo => photo.key === key) : key.startsWith(album);
    });
  return versions.flatMap(source => {
    const copies = versions.filter(
      ({ origin, end, late, key }) =>
        origin.by === 'copy' && origin.from === source && end === null && late === null && !mayBeTaken(key),
    );
    const orders = jobs.filter(
      ({ spec, seen, add }) =>
        !isDeletion(spec) &&
        add.seq < (source.end?.seq ?? Number.POSITIVE_INFINITY) &&
        (albumOf(spec) === null
          ? seen.some(({ key }) => key === source.key)
          : source.key.startsWith(albumOf(spec) ?? '')),
    );
    return copies.length <= orders.length
      ? []
      : [{ kind: 'copied twice', text: `${describeVersion(source)} as ${copies.map(describeVersion)}` }];
  });
}
