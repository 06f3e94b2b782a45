import { openKeyedTurns } from '../core/keyed-turns';
import type { Removals } from '../core/removals';
import { settled } from '../core/settled';
import type { Transfer } from '../core/transfer';
import { objectKept } from '../core/transfer-moves';
import type { Waiting } from '../core/waiting';
import type { Ledger, LedgerChange } from './ledger';
import { removeLeftovers } from './leftovers';
import type { Line } from './persistent-requests';
import type { ObjectStore, TransferPorts } from './ports';

/** What the clean-up needs of the runner, which needs the clean-up itself. */
interface SweepingPorts extends Pick<TransferPorts, 'surroundings' | 'openStore' | 'report'> {
  readonly whileBusy: (
    work: (onWaiting: (waiting: Waiting | null) => void) => Promise<void>,
  ) => Promise<void>;
  readonly lineTo: (store: ObjectStore, onWaiting: Line['onWaiting']) => Line;
  /** Keys under which a transfer may have stored an object. */
  readonly keysOf: (transferId: string) => readonly string[];
}

/** The clean-up: removes from the bucket what cancelled and abandoned transfers left there. */
export interface Sweeping extends Omit<Removals, 'load'> {
  /** As {@link Removals.includes}; with `storedBy`, of the object that the transfer with this id has stored there. */
  includes(bucket: string, key: string, storedBy?: string): boolean;
  /**
   * Begins at once, and again until nothing can be on its way any more. Asked while it does so, it begins again without
   * waiting.
   */
  sweep(): void;
  /**
   * Keeps the clean-up from looking at an object and removing it, until the end that it resolves with is called.
   * Resolves once no request of the clean-up about this key is under way.
   */
  hold(bucket: string, key: string, signal: AbortSignal): Promise<() => void>;
  /**
   * What S3 may make of a request for a multipart upload to this key without our hearing of it is removed: written down
   * when this resolves, before S3 is asked. Until the end that it resolves with is called, the upload may hold no part
   * yet, and nothing is removed. Rejects when the disk refuses.
   */
  expectUpload(bucket: string, key: string): Promise<() => void>;
  /** Whether the clean-up removes what is at a key, or would if another transfer than this one were cancelled. */
  isRemovable(bucket: string, key: string, adopter: string): boolean;
  /** How often something at a key was removed: what was seen there before may be gone, with nothing else to say so. */
  removedAt(bucket: string, key: string): number;
  /** Whether a transfer, which lives on, has left something at a key before: it went to another album, say. */
  hasLeft(bucket: string, key: string, transferId: string): boolean;
  /**
   * Notes that a transfer relies on what is at a key that it holds, in one transaction with what `move` makes of it. Does
   * nothing where nobody would remove that. Rejects, and nothing has changed, when the disk refuses.
   */
  adopt(bucket: string, key: string, adopter: string, move: (transfer: Transfer) => Transfer): Promise<void>;
}

export function openSweeping(
  { surroundings, openStore, report, whileBusy, lineTo, keysOf }: SweepingPorts,
  ledger: Ledger,
): Sweeping {
  const never = new AbortController().signal;
  const turns = openKeyedTurns();
  const placeOf = (bucket: string, key: string): string => JSON.stringify([bucket, key]);
  const removed = new Map<string, number>();
  let isSweeping = false;
  /** Aborts when there is more to be swept. */
  let more = new AbortController();

  /** Uploads that jobs ask for. */
  const expected = new Set<{ readonly key: string }>();

  const isBeingCreated = (key: string): boolean =>
    [...expected].some(upload => upload.key === key) ||
    ledger.all().some(({ multipart }) => multipart?.key === key && multipart.uploadId === null);

  const uploadsInUse = (): ReadonlySet<string> =>
    new Set(
      ledger
        .all()
        .map(({ multipart }) => multipart?.uploadId)
        .filter(id => typeof id === 'string'),
    );

  function isWanted(transferId: string, key: string): boolean {
    const transfer = ledger.get(transferId);
    if (transfer === undefined) return false;
    return transfer.state === 'saved'
      ? transfer.key === key
      : transfer.album === key.slice(0, key.lastIndexOf('/') + 1);
  }

  const removedAt = (bucket: string, key: string): number => removed.get(placeOf(bucket, key)) ?? 0;
  const onRemove = (bucket: string, key: string): void =>
    void removed.set(placeOf(bucket, key), removedAt(bucket, key) + 1);

  function isUndecided(transferId: string): boolean {
    const transfer = ledger.get(transferId);
    return transfer !== undefined && transfer.state !== 'saved';
  }

  async function sweepUntilSettled(onWaiting: (waiting: Waiting | null) => void): Promise<void> {
    const ports = {
      ...{
        ledger,
        surroundings,
        openStore,
        report,
        uploadsInUse,
        isBeingCreated,
        isWanted,
        isUndecided,
        onRemove,
      },
      inTurn: <Value>(bucket: string, key: string, work: () => Promise<Value>) =>
        turns.inTurn(placeOf(bucket, key), never, work),
      lineTo: (store: ObjectStore) => lineTo(store, onWaiting),
    };
    for (;;) {
      more = new AbortController();
      const { signal } = more;
      const wait = await removeLeftovers(ports, never);
      if (wait === null && !signal.aborted) return;
      // Ends sooner when there is more.
      await settled(surroundings.sleep(wait ?? 0, signal));
    }
  }

  /** The leftovers that mean an object. */
  const objectLeftovers = (bucket: string): { id: string; key: string; transferId: string }[] =>
    ledger
      .leftovers()
      .flatMap(({ id, key, what, bucket: other }) =>
        what.kind === 'object' && other === bucket ? [{ id, key, transferId: what.transferId }] : [],
      );

  const includes = (bucket: string, key: string, storedBy?: string): boolean =>
    objectLeftovers(bucket).some(
      ({ id, key: other, transferId }) =>
        other === key && ledger.isInherited(id) && (storedBy ?? transferId) === transferId,
    );

  /** What has to change so that nothing removes the objects at these keys; null when nothing would. */
  function adoption(bucket: string, keys: ReadonlySet<string>, adopter?: string): LedgerChange | null {
    const removedLeftovers = objectLeftovers(bucket)
      .filter(({ id, key }) => keys.has(key) && !ledger.isInherited(id))
      .map(({ id }) => id);
    const moves = new Map<string, (transfer: Transfer) => Transfer>();
    for (const { id, bucket: other, state, key: place, keptKeys } of ledger.all()) {
      if (other !== bucket || id === adopter) continue;
      if (state === 'saved') {
        // A later worker that does not know that it is saved could be told to cancel it: written with what relies on it.
        if (place !== null && keys.has(place) && !ledger.isNoted(id)) moves.set(id, transfer => transfer);
        continue;
      }
      const kept = keysOf(id).filter(key => keys.has(key) && !keptKeys.includes(key));
      if (kept.length > 0) moves.set(id, transfer => kept.reduce(objectKept, transfer));
    }
    return removedLeftovers.length + moves.size === 0 ? null : { moves, removedLeftovers };
  }

  /** Those of the keys whose objects the clean-up removes, or would if a transfer that is not saved were cancelled. */
  function concernedOf(bucket: string, keys: ReadonlySet<string>): string[] {
    const unsaved = ledger.all().filter(({ state, bucket: other }) => state !== 'saved' && other === bucket);
    const removable = new Set([
      ...objectLeftovers(bucket).map(({ key }) => key),
      ...unsaved.flatMap(({ id }) => keysOf(id)),
    ]);
    return [...keys].filter(key => removable.has(key));
  }

  function sweep(): void {
    more.abort();
    if (isSweeping) return;
    isSweeping = true;
    void whileBusy(sweepUntilSettled)
      // A disk that can't be read now is read at the next start.
      .catch(error => report('transfers.sweep', error))
      .finally(() => {
        isSweeping = false;
      });
  }

  return {
    includes,
    isRemovable: (bucket, key, adopter) => adoption(bucket, new Set([key]), adopter) !== null,
    removedAt,
    hasLeft: (bucket, key, transferId) =>
      objectLeftovers(bucket).some(left => left.key === key && left.transferId === transferId),
    async adopt(bucket, key, adopter, move) {
      await ledger.removed();
      const change = adoption(bucket, new Set([key]), adopter);
      // One that was cancelled meanwhile relies on nothing.
      if (change !== null && ledger.get(adopter) !== undefined)
        await ledger.commit({ ...change, moves: new Map([...change.moves, [adopter, move]]) });
    },
    async expectUpload(bucket, key) {
      const startedAt = surroundings.now();
      const noteFrom = (since: number): Promise<void> =>
        ledger.noteLeftover({
          id: `expected:${startedAt}:${key}`,
          ...{ bucket, key, since },
          what: { kind: 'unnamed-uploads', startedAt },
        });
      const upload = { key };
      expected.add(upload);
      try {
        await noteFrom(startedAt);
      } catch (error) {
        expected.delete(upload);
        throw error;
      }
      return () => {
        expected.delete(upload);
        // What was asked for may be made until so long after the last try.
        void noteFrom(surroundings.now())
          .catch(error => report('transfers.note-expected-upload', error))
          .finally(sweep);
      };
    },
    hold: (bucket, key, signal) => turns.take(placeOf(bucket, key), signal),
    async keep(bucket, keys) {
      const wanted = new Set(keys);
      const tooLate = (): string[] => keys.filter(key => includes(bucket, key));
      if (adoption(bucket, wanted) === null) return tooLate();
      const ends: (() => void)[] = [];
      try {
        // In one order for all: two that wait for each other's keys would wait for ever.
        for (const key of concernedOf(bucket, wanted).sort())
          ends.push(await turns.take(placeOf(bucket, key), never));
        await ledger.removed();
        const change = adoption(bucket, wanted);
        if (change !== null) await ledger.commit(change);
      } finally {
        for (const end of ends) end();
      }
      return tooLate();
    },
    sweep,
  };
}
