import { albumOf, isDeletion } from '../../../src/core/job';
import { fileNameOfKey } from '../../../src/core/object-key';
import { splitExtension } from '../../../src/core/split-extension';
import { type Instance, lastModifiedOf, nameOf, wasThere } from '../instances';
import type { Lived } from '../live';
import type { Ended, OrderedJob } from '../records';
import type { Violation } from './violation';

/** Holds what was told of jobs against the bucket. */
export function auditJobs(lived: Lived): Violation[] {
  return [
    ...lived.jobs.flatMap(job => [
      ...wasNotLost(lived, job),
      ...endsOf(job).flatMap(ended => (ended.state === 'done' ? toldTruly(lived, job, ended) : [])),
    ]),
    ...copiedOnce(lived),
  ];
}

/** One that was done, and whose worker died before it could say so, was not told of; the list may still have said it. */
const endsOf = ({ ended, doneOnDisk }: OrderedJob): readonly Ended[] =>
  ended.length === 0 && doneOnDisk !== null ? [doneOnDisk] : ended;

/** A job that was acknowledged is told to have ended, or taken back. */
function wasNotLost({ jobsAtRest }: Lived, job: OrderedJob): Violation[] {
  const { id, add, undos, dismissals, order } = job;
  if (add.answer !== 'done' || endsOf(job).length > 0) return [];
  // Undone, or about to be: a disk that refused that is asked again. What is dismissed was on the list as failed, although
  // its worker died before it could tell.
  if (undos.length + dismissals.length > 0) return [];
  const isThere = jobsAtRest.some(one => one.id === id);
  return isThere ? [] : [{ kind: 'job vanished', text: `${id} ${order.kind}` }];
}

function toldTruly(lived: Lived, job: OrderedJob, ended: Ended): Violation[] {
  // Of a cancelled one, what it has begun is done, and nobody is told how much that is.
  if (ended.isCancelled || job.cancels.length > 0) return [];
  if (isDeletion(job.order)) return [...isDeleted(lived, job, ended), ...tellsWhatStays(lived, job, ended)];
  return [...isAtTarget(lived, job, ended), ...leftItsPlace(job, ended)];
}

/**
 * S3 tells times in whole seconds, and its clock is known by them alone: what came this shortly before a deletion was
 * ordered can't be told from what came after, and may stay.
 */
const UNSURE_MS = 1_500;

/** What was there when the deletion was ordered is gone, unless an upload was told meanwhile that it is there already. */
function isDeleted(
  { uploads }: Lived,
  { id, add, about, seen }: OrderedJob,
  { seq, note }: Ended,
): Violation[] {
  // The deletion is called off for good before the upload is told of it, which a person may cancel in between.
  const wasCalledOffFor = ({ key, content }: Instance): boolean =>
    uploads.some(
      upload =>
        upload.content === content &&
        key.startsWith(upload.transfer.album ?? '') &&
        upload.givenUp.some(given => given.seq > add.seq && given.seq < seq),
    );
  const isSpared = (instance: Instance): boolean =>
    uploads.some(({ told }) => told.some(({ reliedOn, seq: at }) => reliedOn === instance && at > add.seq)) ||
    lastModifiedOf(instance) + UNSURE_MS > add.at ||
    wasCalledOffFor(instance) ||
    // An album in which something stays has its marker still.
    (note !== null && instance.key.endsWith('/'));
  const isMeant = ({ key, etag }: Instance): boolean =>
    seen.length === 0 || seen.some(photo => photo.key === key && photo.etag === etag);
  return about
    .filter(instance => isMeant(instance) && wasThere(instance, seq) && !isSpared(instance))
    .map(instance => ({ kind: 'told as deleted, and still there', text: `${id}: ${nameOf(instance)}` }));
}

/**
 * Of what stays in an album, as far as the deletion has seen it, a person is told. What was seen is known only where no
 * other job lists this album at that time.
 */
function tellsWhatStays(
  { listed, jobs }: Lived,
  { id, add, order }: OrderedJob,
  { seq, note }: Ended,
): Violation[] {
  if (order.kind !== 'delete-album' || note !== null) return [];
  const isListedByOthers = jobs.some(
    other =>
      other.id !== id &&
      albumOf(other.order) === order.prefix &&
      other.add.seq < seq &&
      (other.ended.at(-1)?.seq ?? seq) > add.seq,
  );
  if (isListedByOthers) return [];
  const stays = listed.filter(
    ({ prefix, instance, seq: at }) =>
      prefix === order.prefix && at > add.seq && at < seq && wasThere(instance, seq),
  );
  return stays.slice(0, 1).map(({ instance }) => ({
    kind: 'album kept, and nobody told',
    text: `${id}: ${nameOf(instance)}`,
  }));
}

/**
 * Of every photo there was one where it was to go, at some time between the order and the end: a copy, or the same bytes.
 * An album is moved as it is when its turn has come: what went elsewhere by then is none of it.
 */
function isAtTarget(lived: Lived, job: OrderedJob, { seq }: Ended): Violation[] {
  const { instances } = lived;
  const { id, about, order, add } = job;
  if (albumOf(order) !== null) return [];
  return about.flatMap(source => {
    const isTarget = targetOf(order, source.key);
    // A person who was told that somebody had changed it, and tried again, meant it as it was by then.
    const isChanged = job.retries.some(({ changed }) => changed.has(source.key));
    const wasMeant = (one: Instance): boolean =>
      one === source || (isChanged && one.key === source.key && one.bornSeq < seq && one.bornSeq > add.seq);
    const meant = new Set(instances.filter(wasMeant).map(({ content }) => content));
    const isThere = instances.some(
      ({ key, content, bornSeq, end }) =>
        isTarget(key) && meant.has(content) && bornSeq <= seq && (end?.seq ?? seq) >= add.seq,
    );
    return isThere || source.key.endsWith('/')
      ? []
      : [{ kind: `told as done, and not there: ${order.kind}`, text: `${id}: ${nameOf(source)}` }];
  });
}

/** Whether a key is one that a job may give to the photo at `key`. */
function targetOf(order: OrderedJob['order'], key: string): (target: string) => boolean {
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
function leftItsPlace({ id, about, order, seen }: OrderedJob, { seq }: Ended): Violation[] {
  if (order.kind === 'copy-photos') return [];
  const isMeant = ({ key, etag }: Instance): boolean =>
    albumOf(order) !== null || seen.some(photo => photo.key === key && photo.etag === etag);
  const keepsItsName = ({ key }: Instance): boolean =>
    order.kind === 'rename-photo' && targetOf(order, key)(key);
  return about
    .filter(instance => isMeant(instance) && wasThere(instance, seq) && !keepsItsName(instance))
    .map(instance => ({
      kind: `told as done, and left behind: ${order.kind}`,
      text: `${id}: ${nameOf(instance)}`,
    }));
}

/**
 * Of one object there are no more copies of one name than jobs that were to make them. One more is nobody's fault when
 * the first was not where the job looks any more, came from a request that was given up, or lies where another job or
 * the clean-up of uploads might have taken it: such a key is avoided, also when nothing is taken in the end.
 */
function copiedOnce({ instances, jobs, uploads }: Lived): Violation[] {
  const mayBeTaken = (key: string): boolean =>
    uploads.some(({ givenUp, transfer }) => givenUp.length > 0 && key.startsWith(transfer.album ?? '')) ||
    jobs.some(({ order, seen }) => {
      if (order.kind === 'copy-photos') return false;
      const album = albumOf(order);
      return album === null ? seen.some(photo => photo.key === key) : key.startsWith(album);
    });
  return instances.flatMap(source => {
    const copies = instances.filter(
      ({ origin, end, late, key }) =>
        origin.by === 'copy' && origin.from === source && end === null && late === null && !mayBeTaken(key),
    );
    const orders = jobs.filter(
      ({ order, seen, add }) =>
        !isDeletion(order) &&
        add.seq < (source.end?.seq ?? Number.POSITIVE_INFINITY) &&
        (albumOf(order) === null
          ? seen.some(({ key }) => key === source.key)
          : source.key.startsWith(albumOf(order) ?? '')),
    );
    return copies.length <= orders.length
      ? []
      : [{ kind: 'copied twice', text: `${nameOf(source)} as ${copies.map(nameOf)}` }];
  });
}
