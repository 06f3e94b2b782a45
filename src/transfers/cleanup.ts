import type { PendingRemovals } from '../core/pending-removals';
import { settled } from '../core/promises';
import { keyedQueue } from '../core/serial-queue';
import type { Transfer } from '../core/transfer';
import { objectKept } from '../core/transfer-moves';
import type { WaitReason } from '../core/wait-reason';
import type { Decision } from '../durable/record-store';
import type { RequestExecutor } from '../requests/send-with-retry';
import { removePending } from './pending-cleanup';
import type { CleanupChanges, TransferBucket, TransferPorts } from './ports';
import type { TransferStore } from './transfer-store';

/** What the clean-up needs of the runner, which needs the clean-up itself. */
interface CleanupPorts extends Pick<TransferPorts, 'environment' | 'openBucket' | 'report'> {
  readonly whileBusy: (
    work: (onWaiting: (waiting: WaitReason | null) => void) => Promise<void>,
  ) => Promise<void>;
  readonly executorFor: (store: TransferBucket, onWaiting: RequestExecutor['onWaiting']) => RequestExecutor;
  /** Keys under which a transfer may have stored an object. */
  readonly keysOf: (transferId: string) => readonly string[];
}

/** The clean-up: removes from the bucket what cancelled and abandoned transfers left there. */
export interface Cleanup extends Omit<PendingRemovals, 'load'> {
  /** As {@link PendingRemovals.includes}; with `storedBy`, of the object that the transfer with this id has stored there. */
  includes(bucket: string, key: string, storedBy?: string): boolean;
  /**
   * Begins at once, and again until nothing can be on its way any more. Asked while it does so, it begins again without
   * waiting.
   */
  run(): void;
  /**
   * Keeps the clean-up from looking at an object and removing it, until the end that it resolves with is called.
   * Resolves once no request of the clean-up about this key is under way.
   */
  lock(bucket: string, key: string, signal: AbortSignal): Promise<() => void>;
  /**
   * What S3 may make of a request for a multipart upload to this key without our hearing of it is removed: written down
   * when this resolves, before S3 is asked. Until the end that it resolves with is called, the upload may hold no part
   * yet, and nothing is removed. Rejects when the disk refuses.
   */
  expectMultipartUpload(bucket: string, key: string): Promise<() => void>;
  /** Whether the clean-up removes what is at a key, or would if another transfer than this one were cancelled. */
  isRemovable(bucket: string, key: string, adopter: string): boolean;
  /** How often something at a key was removed: what was seen there before may be gone, with nothing else to say so. */
  removalCount(bucket: string, key: string): number;
  /** Whether a transfer, which lives on, has left something at a key before: it went to another album, say. */
  hasPending(bucket: string, key: string, transferId: string): boolean;
  /**
   * Notes that a transfer relies on what is at a key that it holds, in one transaction with what `move` makes of it. Does
   * nothing where nobody would remove that. Rejects, and nothing has changed, when the disk refuses.
   */
  adopt(bucket: string, key: string, adopter: string, move: (transfer: Transfer) => Transfer): Promise<void>;
}

export function openCleanup(
  { environment, openBucket, report, whileBusy, executorFor, keysOf }: CleanupPorts,
  store: TransferStore,
): Cleanup {
  const never = new AbortController().signal;
  const turns = keyedQueue();
  const placeOf = (bucket: string, key: string): string => JSON.stringify([bucket, key]);
  const removed = new Map<string, number>();
  let isSweeping = false;
  /** Aborts when there is more to be swept. */
  let more = new AbortController();

  /** Uploads that jobs ask for. */
  const expected = new Set<{ readonly key: string }>();

  const isBeingCreated = (key: string): boolean =>
    [...expected].some(upload => upload.key === key) ||
    store.all().some(({ multipart }) => multipart?.key === key && multipart.uploadId === null);

  const uploadsInUse = (): ReadonlySet<string> =>
    new Set(
      store
        .all()
        .map(({ multipart }) => multipart?.uploadId)
        .filter(id => typeof id === 'string'),
    );

  function isWanted(transferId: string, key: string): boolean {
    const transfer = store.get(transferId);
    if (transfer === undefined) return false;
    return transfer.state === 'saved'
      ? transfer.key === key
      : transfer.album === key.slice(0, key.lastIndexOf('/') + 1);
  }

  const removalCount = (bucket: string, key: string): number => removed.get(placeOf(bucket, key)) ?? 0;
  const onRemove = (bucket: string, key: string): void =>
    void removed.set(placeOf(bucket, key), removalCount(bucket, key) + 1);

  function isUndecided(transferId: string): boolean {
    const transfer = store.get(transferId);
    return transfer !== undefined && transfer.state !== 'saved';
  }

  async function sweepUntilSettled(onWaiting: (waiting: WaitReason | null) => void): Promise<void> {
    const ports = {
      ...{
        store,
        environment,
        openBucket,
        report,
        uploadsInUse,
        isBeingCreated,
        isWanted,
        isUndecided,
        onRemove,
      },
      inTurn: <Value>(bucket: string, key: string, work: () => Promise<Value>) =>
        turns.run(placeOf(bucket, key), never, work),
      executorFor: (bucket: TransferBucket) => executorFor(bucket, onWaiting),
    };
    for (;;) {
      more = new AbortController();
      const { signal } = more;
      const wait = await removePending(ports, never);
      if (wait === null && !signal.aborted) return;
      // Ends sooner when there is more.
      await settled(environment.sleep(wait ?? 0, signal));
    }
  }

  /** The leftovers that mean an object. */
  const objectLeftovers = (bucket: string): { id: string; key: string; transferId: string }[] =>
    store
      .pendingCleanups()
      .flatMap(({ id, key, what, bucket: other }) =>
        what.kind === 'object' && other === bucket ? [{ id, key, transferId: what.transferId }] : [],
      );

  const includes = (bucket: string, key: string, storedBy?: string): boolean =>
    objectLeftovers(bucket).some(
      ({ id, key: other, transferId }) =>
        other === key && store.isResumed(id) && (storedBy ?? transferId) === transferId,
    );

  /** What has to be decided so that nothing removes the objects at these keys; null when nothing would. */
  function adoption(
    bucket: string,
    keys: ReadonlySet<string>,
    adopter?: string,
  ): Decision<Transfer, CleanupChanges> | null {
    const removed = objectLeftovers(bucket)
      .filter(({ id, key }) => keys.has(key) && !store.isResumed(id))
      .map(({ id }) => id);
    const records: Transfer[] = [];
    for (const transfer of store.all()) {
      const { id, state, key: savedAs, keptKeys } = transfer;
      if (transfer.bucket !== bucket || id === adopter) continue;
      if (state === 'saved') {
        // A later worker that does not know that it is saved could be told to cancel it: written with what relies on it.
        if (savedAs !== null && keys.has(savedAs) && !store.isPersisted(id)) records.push(transfer);
        continue;
      }
      const kept = keysOf(id).filter(key => keys.has(key) && !keptKeys.includes(key));
      if (kept.length > 0) records.push(kept.reduce(objectKept, transfer));
    }
    return removed.length + records.length === 0 ? null : { records, extra: { removed } };
  }

  /** Those of the keys whose objects the clean-up removes, or would if a transfer that is not saved were cancelled. */
  function concernedOf(bucket: string, keys: ReadonlySet<string>): string[] {
    const unsaved = store.all().filter(({ state, bucket: other }) => state !== 'saved' && other === bucket);
    const removable = new Set([
      ...objectLeftovers(bucket).map(({ key }) => key),
      ...unsaved.flatMap(({ id }) => keysOf(id)),
    ]);
    return [...keys].filter(key => removable.has(key));
  }

  function run(): void {
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
    removalCount,
    hasPending: (bucket, key, transferId) =>
      objectLeftovers(bucket).some(left => left.key === key && left.transferId === transferId),
    adopt: (bucket, key, adopter, move) =>
      store.decide(() => {
        const adopting = store.get(adopter);
        const decision = adoption(bucket, new Set([key]), adopter);
        // One that was cancelled meanwhile relies on nothing.
        if (decision === null || adopting === undefined) return null;
        return { ...decision, records: [...decision.records, move(adopting)] };
      }),
    async expectMultipartUpload(bucket, key) {
      const startedAt = environment.now();
      const noteFrom = (since: number): Promise<void> =>
        store.writeExtra({
          added: [
            {
              id: `expected:${startedAt}:${key}`,
              ...{ bucket, key, since },
              what: { kind: 'unnamed-uploads', startedAt },
            },
          ],
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
        void noteFrom(environment.now())
          .catch(error => report('transfers.note-expected-upload', error))
          .finally(run);
      };
    },
    lock: (bucket, key, signal) => turns.acquire(placeOf(bucket, key), signal),
    async keep(bucket, keys) {
      const wanted = new Set(keys);
      const tooLate = (): string[] => keys.filter(key => includes(bucket, key));
      if (adoption(bucket, wanted) === null) return tooLate();
      const ends: (() => void)[] = [];
      try {
        // In one order for all: two that wait for each other's keys would wait for ever.
        for (const key of concernedOf(bucket, wanted).sort())
          ends.push(await turns.acquire(placeOf(bucket, key), never));
        await store.decide(() => adoption(bucket, wanted));
      } finally {
        for (const end of ends) end();
      }
      return tooLate();
    },
    run,
  };
}
