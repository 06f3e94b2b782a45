import type { Transfer } from '../../../src/core/transfer';
import { describeVersion, existedAt, type ObjectVersion } from '../object-versions';
import type { UploadRecord } from '../records';
import type { HistoryResult } from '../run-history';
import type { Violation } from './violation';

/** Holds what was told of uploads against the bucket. */
export function auditUploads(result: HistoryResult): Violation[] {
  return result.uploads.flatMap(upload => [
    ...toldTruly(upload),
    ...isThereOnce(result, upload),
    ...wasNotLost(result, upload),
    ...leftNothing(result, upload),
  ]);
}

/**
 * What is told as saved is there at that moment; or was there, and was deleted or moved before it could be told. Whether
 * that was right is judged where it ended, except that nobody may be told of what was gone before he asked for it.
 */
function toldTruly({ transfer: { id }, reported, add }: UploadRecord): Violation[] {
  return reported.flatMap(({ state, seq, key, outcome, reliedOn }) => {
    if (state !== 'saved') return [];
    if (reliedOn === null)
      return [{ kind: 'told as saved, and never there', text: `${id} at ${key}, told at ${seq}` }];
    const { end, origin } = reliedOn;
    if (end !== null && end.seq < add.seq)
      return [
        {
          kind: 'told as saved, and gone before',
          text: `${id}: ${describeVersion(reliedOn)}, told at ${seq}`,
        },
      ];
    const isOwn = origin.by === 'upload' && origin.transferId === id;
    if (outcome === 'stored' && !isOwn && !isCarried(reliedOn, id))
      return [
        {
          kind: 'told as stored, and somebody else’s',
          text: `${id}: ${describeVersion(reliedOn)}, told at ${seq}`,
        },
      ];
    return [];
  });
}

/** A copy of what the upload stored, moved back to where it came from: its metadata says whose it is. */
const isCarried = ({ metadata }: ObjectVersion, id: string): boolean => Object.values(metadata).includes(id);

/**
 * What other uploads than this were told of, or were saved by the word of the disk, which the next list tells even if
 * the worker died before it could.
 */
function reliedOnBut({ uploads, versions }: HistoryResult, id: string): ReadonlySet<ObjectVersion | null> {
  const others = uploads.filter(({ transfer }) => transfer.id !== id);
  const onDisk = others.flatMap(({ content, savedOnDisk }) =>
    versions.filter(
      one => savedOnDisk?.key === one.key && one.content === content && existedAt(one, savedOnDisk.seq),
    ),
  );
  return new Set([...others.flatMap(({ reported }) => reported.map(({ reliedOn }) => reliedOn)), ...onDisk]);
}

/** What an upload stored itself. */
const storedBy = ({ versions }: HistoryResult, id: string): ObjectVersion[] =>
  versions.filter(({ origin }) => origin.by === 'upload' && origin.transferId === id);

/** Whether it is in the bucket still, or lives on as copies of moves. */
function isAlive(instance: ObjectVersion): boolean {
  if (instance.end === null) return true;
  const { death } = instance.end;
  if (death.by !== 'job') return false;
  return death.successors.some(
    heir => heir.origin.by === 'copy' && heir.origin.from === instance && isAlive(heir),
  );
}

/**
 * One upload has one object, and none if its bytes were there already. Two are nobody's fault when the first was not
 * where the upload looks any more as the second was stored, since it had been moved or renamed before it was known to be
 * stored; or when a request arrived after it had been given up. What another upload was told of as already there is not
 * counted either: it stays for that one.
 */
function isThereOnce(result: HistoryResult, { transfer: { id }, reported }: UploadRecord): Violation[] {
  const reliedOn = reliedOnBut(result, id);
  const alive = storedBy(result, id).filter(one => isAlive(one) && one.late === null && !reliedOn.has(one));
  const [first, second] = alive;
  if (first === undefined) return [];
  if (second !== undefined && existedAt(first, second.createdSeq))
    return [
      { kind: 'stored twice', text: `${id} as ${describeVersion(first)} and ${describeVersion(second)}` },
    ];
  const already = reported.find(({ outcome }) => outcome === 'already-there');
  if (already !== undefined && existedAt(first, already.seq))
    return [{ kind: 'told as already there, and stored', text: `${id} as ${describeVersion(first)}` }];
  return [];
}

/** What was added, and not given up, is saved in the end: nothing goes wrong any more, and all was tried again. */
function wasNotLost(
  { transfersAtRest }: HistoryResult,
  { transfer: { id }, add, givenUp, reported, savedOnDisk, isFailedOnDisk }: UploadRecord,
): Violation[] {
  if (add.answer !== 'done') return [];
  const now = transfersAtRest.find(transfer => transfer.id === id);
  if (now !== undefined) return isSettled(now) ? [] : [{ kind: 'not saved at rest', text: statusOf(now) }];
  const wasOnTheList =
    savedOnDisk !== null ||
    isFailedOnDisk ||
    reported.some(({ state }) => state === 'saved' || state === 'failed');
  const wasTakenOff = wasOnTheList || givenUp.some(({ how }) => how === 'cancel');
  return wasTakenOff ? [] : [{ kind: 'upload vanished', text: `${id} was neither cancelled nor told of` }];
}

const isSettled = ({ state }: Transfer): boolean => state === 'saved';

const statusOf = ({ id, state, failure }: Transfer): string => `${id} ${state} ${failure?.code ?? ''}`;

/**
 * Of an upload that was given up, and not told as saved, nothing stays: not even what was stored by a request whose
 * answer nobody heard. What somebody was told of as already there stays all the same, and so does what was moved or
 * copied: to a user who did that it was a photo like others. A job calls the clean-up off at the key that it has
 * written down as its target before it looks there, and for good, also if it then takes another name.
 */
function leftNothing(
  result: HistoryResult,
  { transfer: { id }, reported, givenUp, add }: UploadRecord,
): Violation[] {
  if (reported.some(({ state }) => state === 'saved')) return [];
  const isGivenUp = givenUp.some(({ answer }) => answer === 'done') || isRefused(add.answer);
  if (!isGivenUp || result.transfersAtRest.some(transfer => transfer.id === id && isSettled(transfer)))
    return [];
  const relied = reliedOnBut(result, id);
  const wasTarget = (key: string): boolean => result.jobs.some(({ targetsOnDisk }) => targetsOnDisk.has(key));
  return storedBy(result, id)
    .filter(one => one.end === null && !relied.has(one) && !wasTarget(one.key))
    .map(one => ({ kind: 'object of a given-up upload', text: `${id}: ${describeVersion(one)}` }));
}

const isRefused = (answer: UploadRecord['add']['answer']): boolean => answer !== null && answer !== 'done';
