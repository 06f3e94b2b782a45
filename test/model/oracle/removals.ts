import { isDeletion } from '../../../src/core/job';
import {
  describeVersion,
  existedAt,
  isInParts,
  lastModifiedOf,
  type ObjectVersion,
  PROMPT_MS,
  type Removal,
} from '../object-versions';
import type { JobRecord } from '../records';
import type { HistoryResult } from '../run-history';
import type { Violation } from './violation';

/**
 * Something that was said of an object, and that a deletion which was ordered before is not to make untrue: an upload
 * was told as already there, or a move or copy found these very bytes at its target.
 */
interface Reliance {
  /** A deletion that was ordered after this place in the log may take it. */
  readonly seq: number;
  readonly by: string;
}

type Verdict = null | { readonly kind: string; readonly why: string };

const UNDONE = 'deleted although undone';
const CHANGED = 'deleted although changed';

/** Holds the end of every object against what was ordered. */
export function auditRemovals(result: HistoryResult): Violation[] {
  const reliances = reliancesOf(result);
  const dead = result.versions
    .filter(({ end }) => end !== null)
    .sort((a, b) => (a.end?.seq ?? 0) - (b.end?.seq ?? 0));
  const violations: Violation[] = [];
  for (const instance of dead) {
    if (instance.end === null) continue;
    const { death, seq } = instance.end;
    const relied = reliances.get(instance) ?? [];
    const verdict = judge(result, instance, death, seq, relied);
    if (verdict !== null)
      violations.push({
        kind: verdict.kind,
        text: `${describeVersion(instance)} ended at ${seq}: ${verdict.why}`,
      });
    // Whatever was said of a photo that was moved holds of what it was moved to.
    if (death.by !== 'job') continue;
    for (const heir of death.successors) {
      const move = isMoveOf(result, instance, seq);
      const onto: Reliance[] = isCopyOf(heir, instance) || move === null ? [] : [move];
      reliances.set(heir, [...(reliances.get(heir) ?? []), ...relied, ...onto]);
    }
  }
  return violations;
}

const isCopyOf = ({ origin }: ObjectVersion, source: ObjectVersion): boolean =>
  origin.by === 'copy' && origin.from === source;

function judge(
  result: HistoryResult,
  instance: ObjectVersion,
  death: Removal,
  seq: number,
  relied: readonly Reliance[],
): Verdict {
  switch (death.by) {
    case 'other':
      return null;
    case 'clean-up':
      return isUnseenTwin(result, instance, death) ? null : judgeCleanUp(result, instance, seq, relied);
    case 'overwrite':
      return judgeOverwrite(instance, death);
    case 'job':
      return judgeJob(result, instance, death, seq, relied);
  }
}

/**
 * What another computer stores between the look and the deletion: S3's condition can't tell it from what was there if it
 * has the same bytes, and a store that ignores conditions can't at all.
 */
function isUnseenTwin(
  { versions, honoursConditions }: HistoryResult,
  { origin, key, etag, createdSeq }: ObjectVersion,
  { lookedSeq }: Extract<Removal, { by: 'clean-up' }>,
): boolean {
  const hasTwin = versions.some(one => one.key === key && one.etag === etag && one.createdSeq < createdSeq);
  return origin.by === 'other' && createdSeq > lookedSeq && (hasTwin || !honoursConditions);
}

/**
 * The clean-up may take what an upload stored that a user has given up since, or that is stored elsewhere; never what
 * anybody was told of.
 */
function judgeCleanUp(
  { uploads }: HistoryResult,
  { origin, key }: ObjectVersion,
  seq: number,
  relied: readonly Reliance[],
): Verdict {
  if (origin.by !== 'upload') return { kind: 'clean-up of a stranger', why: 'no upload stored it' };
  const upload = uploads.find(({ transfer }) => transfer.id === origin.transferId);
  const isGivenUp = upload?.givenUp.some(given => given.seq < seq) === true || upload?.add.answer !== 'done';
  // A deletion that had begun took what was at its first name: it was stored under another one, and told of as there.
  const isElsewhere = upload?.reported.some(
    told => told.state === 'saved' && told.key !== key && told.seq < seq,
  );
  if (!isGivenUp && isElsewhere !== true)
    return { kind: 'clean-up of what is wanted', why: `${origin.transferId} was not given up` };
  // A worker may die between telling of it and noting that: the next one's list shows it under way, and a user who
  // cancels it then means what the list shows.
  const isNoted = (upload?.savedOnDisk ?? null) !== null;
  const isGivenUpAfter = (at: number): boolean => upload?.givenUp.some(given => given.seq > at) === true;
  const own = upload?.reported.find(told => told.state === 'saved' && told.key === key);
  if (own !== undefined && (isNoted || !isGivenUpAfter(own.seq)))
    return { kind: 'clean-up of what was told as saved', why: `told at ${own.seq}` };
  const [first] = relied;
  return first === undefined ? null : { kind: 'clean-up of what is relied on', why: first.by };
}

/**
 * Nothing of ours is ever overwritten, whatever the store. Where it ignores conditions, what another user stores
 * between the look and the request can't be seen; nor does a worker know of a request that an earlier one sent before it
 * died, and that arrives now.
 */
function judgeOverwrite(
  { origin, createdSeq, content }: ObjectVersion,
  death: Extract<Removal, { by: 'overwrite' }>,
): Verdict {
  const isUnseen = origin.by === 'other' && createdSeq > death.lookedSeq;
  if (isUnseen || death.with.late === 'of-the-dead' || death.with.content === content) return null;
  return { kind: 'overwritten', why: `by ${describeVersion(death.with)}` };
}

function judgeJob(
  result: HistoryResult,
  instance: ObjectVersion,
  death: Extract<Removal, { by: 'job' }>,
  seq: number,
  relied: readonly Reliance[],
): Verdict {
  const deletions = result.jobs.filter(
    job => isDeletion(job.spec) && job.add.seq < seq && concerns(job, instance),
  );
  const verdicts = deletions.map(job => judgeDeletion(result, job, instance, death, seq, relied));
  if (verdicts.includes(null)) return null;
  const isUnseen = instance.origin.by === 'other' && instance.createdSeq > death.lookedSeq;
  if (isMoveOf(result, instance, seq) !== null && (death.successors.length > 0 || isUnseen)) return null;
  // Of several that are about it, one that was undone, or meant another version, tells the least.
  const verdict = verdicts.find(one => one?.kind !== UNDONE && one?.kind !== CHANGED) ?? verdicts[0];
  if (verdict !== undefined) return verdict;
  return isMoveOf(result, instance, seq) === null
    ? { kind: 'deleted without an order', why: 'no job is about it' }
    : { kind: 'moved away to nowhere', why: 'there was no copy' };
}

/** Whether a job is about what is at this key. */
function concerns({ spec, seen }: JobRecord, { key }: ObjectVersion): boolean {
  if (spec.kind === 'delete-album') return key.startsWith(spec.prefix);
  if (spec.kind === 'move-album') return key.startsWith(spec.from);
  return seen.some(photo => photo.key === key);
}

/** The move that was to take it elsewhere, with the place in the log at which a user last ordered it. */
function isMoveOf({ jobs }: HistoryResult, instance: ObjectVersion, seq: number): Reliance | null {
  const moves = jobs.filter(
    job =>
      ['move-photos', 'rename-photo', 'move-album'].includes(job.spec.kind) &&
      job.add.seq < seq &&
      concerns(job, instance),
  );
  const orders = moves.flatMap(({ id, add, retries }) => [add, ...retries].map(given => ({ id, given })));
  const last = orders.filter(({ given }) => given.seq < seq).at(-1);
  return last === undefined ? null : { seq: last.given.seq, by: `${last.id} moved the same bytes onto it` };
}

/**
 * A deletion takes what was there when it was ordered, as it was then. S3 tells that in whole seconds: what came within
 * the same second can't be told from what was there. Nor can be, under any condition that S3 knows, what another
 * computer stores with the very same bytes under the same key after the worker's last look.
 */
function judgeDeletion(
  result: HistoryResult,
  job: JobRecord,
  instance: ObjectVersion,
  death: Extract<Removal, { by: 'job' }>,
  seq: number,
  relied: readonly Reliance[],
): Verdict {
  const { uploads } = result;
  const undo = job.undos.find(({ answer }) => answer === 'done');
  if (undo !== undefined) return { kind: UNDONE, why: `${job.id}, undone at ${undo.seq}` };
  const { key, etag } = instance;
  // What somebody had changed is meant as it is by then, once a user has been told, and has tried again.
  const again = job.retries.findLast(({ changed }) => changed.has(key));
  const asSeen = job.seen.find(photo => photo.key === key);
  const isMeant = job.spec.kind === 'delete-album' || asSeen?.etag === etag || again !== undefined;
  if (!isMeant && death.lookedSeq >= instance.createdSeq)
    return { kind: CHANGED, why: `${job.id} was about another version` };
  const lastOrder = [job.add, ...job.retries].filter(given => given.seq < seq).at(-1) ?? job.add;
  // Who has the deletion of a photo tried again means these bytes under this name, whether they went and came meanwhile.
  const isSame = asSeen?.etag === etag || job.versions.some(one => one.key === key && one.etag === etag);
  const consent = again ?? (isSame ? lastOrder : job.add);
  const isUnseen = instance.origin.by === 'other' && instance.createdSeq > death.lookedSeq;
  // The clock of S3 is known to a second only: of what has the same bytes as what the user saw there, it has to be two.
  const isTwin = result.versions.some(
    one => one !== instance && one.key === key && one.etag === etag && existedAt(one, consent.seq),
  );
  const lag = isTwin ? 1_000 : 0;
  // A request of a worker that has died can't be cancelled, and its condition holds of the same bytes.
  // The same bytes again, from another user after the last look that told a time, or by a request that was given up.
  const isSameAgain =
    isTwin &&
    (instance.late !== null ||
      death.late === 'of-the-dead' ||
      (instance.origin.by === 'other' && instance.createdSeq > death.datedSeq));
  if (cameAt(instance, isTwin) > consent.at + lag && !isUnseen && !isSameAgain)
    return { kind: 'deleted although it came later', why: `${job.id}, ordered at ${consent.seq}` };
  // One that had failed, and is tried again, is ordered again: what was said meanwhile was said before.
  const broken = relied.find(reliance => reliance.seq > lastOrder.seq);
  if (broken !== undefined) return { kind: 'deleted although relied on', why: `${job.id}: ${broken.by}` };
  // The worker knows what it has stored itself, to the millisecond: what was added after the deletion was ordered is not
  // meant, unless it was not told of: then the upload stores it again. An upload that was added before, and told as
  // saved after the deletion was ordered, is: a user saw the photo.
  const { origin } = instance;
  const own = origin.by === 'upload' && uploads.find(({ transfer }) => transfer.id === origin.transferId);
  const isPromised =
    own &&
    ((own.savedOnDisk?.key === key && own.savedOnDisk.seq < seq) ||
      own.reported.some(({ reliedOn }) => reliedOn === instance));
  if (own && isPromised && own.add.seq > lastOrder.seq)
    return { kind: 'deleted although saved later', why: `${job.id}, before ${own.transfer.id}` };
  return null;
}

/**
 * By what a worker can tell at the latest that it came there. S3 dates what comes in parts by the beginning: what an upload
 * has stored itself is known to have come later; of another user's it is known by a list, if that is prompt.
 */
function cameAt(instance: ObjectVersion, isTwin: boolean): number {
  const { origin, late, createdAt } = instance;
  const dated = lastModifiedOf(instance);
  if (origin.by === 'upload' && late === null) return Math.floor(createdAt / 1000) * 1000;
  return origin.by === 'other' && isInParts(instance) && !isTwin
    ? Math.max(dated, createdAt - PROMPT_MS)
    : dated;
}

/** What must not be made untrue by a deletion that was ordered before. */
function reliancesOf({ uploads, jobs, versions }: HistoryResult): Map<ObjectVersion, Reliance[]> {
  const all = new Map<ObjectVersion, Reliance[]>();
  const add = (instance: ObjectVersion, reliance: Reliance): void =>
    void all.set(instance, [...(all.get(instance) ?? []), reliance]);
  for (const { transfer, reported, savedOnDisk } of uploads) {
    for (const { seq, outcome, reliedOn } of reported) {
      // What a user orders once it lies on the disk is ordered later: the next list tells of it.
      const since = Math.min(seq, savedOnDisk?.seq ?? seq);
      if (outcome === 'already-there' && reliedOn !== null)
        add(reliedOn, { seq: since, by: `${transfer.id} was told at ${seq} as already there` });
    }
  }
  // A copy that found its bytes at the target. Ordered after a deletion of those, it must not count on them.
  for (const job of jobs.filter(({ spec }) => spec.kind === 'copy-photos')) {
    for (const { seq, items } of job.reported) {
      for (const { state, target, key } of items) {
        if (state !== 'done' || target === null) continue;
        const order = [job.add, ...job.retries].filter(given => given.seq < seq).at(-1);
        for (const instance of versions.filter(one => one.key === target && existedAt(one, seq))) {
          const isItsCopy = instance.origin.by === 'copy' && instance.origin.from.key === key;
          if (!isItsCopy && order !== undefined)
            add(instance, { seq: order.seq, by: `${job.id} found the same bytes there` });
        }
      }
    }
  }
  return all;
}
