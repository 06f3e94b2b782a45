import { ShoeboxError, toFailure } from '../core/failure';
import { hasEnded, hasWork, isUnderWay, nextStep, type Transfer } from '../core/transfer';
import { adopted, bytesLost, failed, markResumed, progressed } from '../core/transfer-moves';
import type { WaitReason } from '../core/wait-reason';
import { openPublisher, type Publisher } from '../durable/publisher';
import { openScheduler, type Scheduler, type Work } from '../durable/scheduler';
import { type ExecutorFor, openExecutors } from '../requests/request-executors';
import { openOrAwaitUser } from '../requests/when-user-came';
import { openCaptures } from './captures';
import { type Claims, openClaims } from './claims';
import { type Cleanup, openCleanup } from './cleanup';
import { pendingCleanupsOf } from './pending-cleanup';
import type { TransferLiveStatus, TransferPorts, TransferProgress } from './ports';
import { openPrefetch } from './prefetch';
import { openReservations } from './reservations';
import { startThroughputMeter, type ThroughputMeter } from './throughput-meter';
import type { TransferStore } from './transfer-store';
import { firstKeyOf, isLarge, openUploadWithClaims } from './upload';

type Step = 'capture' | 'small' | 'large';

/**
 * How many transfers are worked on at once. Captures wait for strangers' servers. Uploads share the connections; a few
 * more small ones than there are connections read their bytes meanwhile, and a second large one fills what the first
 * one's end leaves free.
 */
const SLOTS = { capture: 6, small: 12, large: 3, total: 21 };

/**
 * A capture that so many worker instances ended with may be what ends them: a picture that takes all memory to be
 * converted, say. The browser may have been closed as often: the user may try again.
 */
const MAX_CAPTURE_STARTS = 5;

/** A transfer that ended so many worker instances without one part getting through is what ends them. */
const MAX_UPLOAD_STARTS = 25;

const TURN: WaitReason = { kind: 'turn' };

/** Works on the transfers of a store: captures, then uploads. */
export interface Runner extends Publisher<TransferProgress>, Pick<Scheduler, 'schedule' | 'stop' | 'hold'> {
  /** Reads what the bucket has of unfinished transfers, and notes that they were found. */
  recover(): Promise<void>;
  /** There is no such transfer any more. */
  forget(id: string): void;
  /** Keys that the transfer may have stored an object under. */
  keysOf(id: string): readonly string[];
  readonly executorFor: ExecutorFor;
  readonly claims: Claims;
  readonly cleanup: Cleanup;
}

export function openRunner(
  ports: TransferPorts,
  store: TransferStore,
  onEnded: (transfer: Transfer) => void,
): Runner {
  const { database, environment, report } = ports;
  /** Bytes that the bucket has of what is not saved yet. */
  const uploaded = new Map<string, number>();
  /** Whether a transfer has come to its end since the last change. */
  let isEnd = false;
  const meters = new Map<string, ThroughputMeter>();
  const reservations = openReservations();
  const executorFor = openExecutors(ports);
  const prefetch = openPrefetch(ports.blobs, blobsNeeded);
  const captures = openCaptures(ports, store, fail);
  const publisher = openPublisher(ports, {
    records: () => store.all().filter(({ id }) => store.isOnDisk(id)),
    liveStatusOf,
    isPending: isUnderWay,
  });
  const { publish, whileBusy } = publisher;
  const scheduler = openScheduler({ environment, due, slots: SLOTS, run, onEnd, onChange });
  const claims = openClaims(store, keysOf);
  const cleanup = openCleanup({ ...ports, whileBusy, executorFor }, store, claims);
  const uploadWithClaims = openUploadWithClaims(ports, store, reservations, claims);

  function keysOf(id: string): readonly string[] {
    return [...new Set([...reservations.keysOf(id), ...(store.get(id)?.triedKeys ?? [])])];
  }

  function liveStatusOf(transfer: Transfer): TransferLiveStatus {
    const { id, state, bytes } = transfer;
    const work = scheduler.workOn(id);
    const isMoving = work !== undefined && work.waiting === null;
    const waiting = work === undefined ? TURN : work.waiting;
    return {
      uploaded: state === 'saved' ? (bytes?.size ?? 0) : (uploaded.get(id) ?? 0),
      bytesPerSecond: isMoving ? (meters.get(id)?.bytesPerSecond() ?? null) : null,
      waiting: isUnderWay(transfer) ? waiting : null,
    };
  }

  function stepOf(transfer: Transfer): Step | null {
    const next = nextStep(transfer);
    if (next === 'capture') return 'capture';
    if (next !== 'upload') return null;
    return isLarge(transfer.bytes?.size ?? 0) ? 'large' : 'small';
  }

  /** Ids of the bytes that will be sent next, in that order. */
  function* blobsNeeded(): Generator<string, void, undefined> {
    for (const transfer of store.all()) {
      const { id, bytes } = transfer;
      if (stepOf(transfer) !== 'small' || scheduler.workOn(id) !== undefined || bytes === null) continue;
      if (captures.inMemory(id) === null) yield bytes.blobId;
    }
  }

  function* due(): Generator<readonly [id: string, step: Step], void, undefined> {
    for (const transfer of store.all()) {
      const { id } = transfer;
      const step = stepOf(transfer);
      // Nothing is sent of what the disk has not: of one that it refuses, nobody would remove what S3 got meanwhile.
      if (step === 'capture' || (step !== null && store.isOnDisk(id))) yield [id, step];
    }
  }

  /** One step of one transfer. */
  async function run(id: string, step: Step, work: Work): Promise<void> {
    const transfer = store.get(id);
    if (transfer === undefined) return;
    try {
      if (step === 'capture') {
        await captures.capture(await begun(transfer, work, MAX_CAPTURE_STARTS), work.signal);
      } else await put(transfer, work);
    } catch (error) {
      if (!work.signal.aborted) await fail(id, error);
    }
    const now = store.get(id);
    if (now === undefined || hasEnded(now)) prefetch.release(transfer.bytes?.blobId);
  }

  function onChange(): void {
    if (isEnd) publisher.publishEnd();
    else publish();
    isEnd = false;
  }

  function onEnd(id: string): void {
    const transfer = store.get(id);
    isEnd = transfer !== undefined && hasEnded(transfer);
    meters.delete(id);
    if (transfer === undefined || hasEnded(transfer)) captures.release(id);
    if (transfer === undefined || transfer.state === 'saved') forget(id);
    else if (transfer.multipart === null) {
      uploaded.delete(id);
      reservations.release(id);
    }
  }

  /** What is worked on is forgotten when the work has ended. */
  function forget(id: string): void {
    if (scheduler.workOn(id) !== undefined) return;
    uploaded.delete(id);
    reservations.forget(id);
  }

  /** Puts the bytes into the album. */
  async function put(transfer: Transfer, work: Work): Promise<void> {
    const { id, album, bytes } = transfer;
    const { signal } = work;
    // Before its start is counted: a worker instance that ends while it waits has not failed at it.
    const bucket = await openOrAwaitUser(environment, signal, work.wait, () =>
      ports.openBucket(transfer.bucket, transfer.owner),
    );
    if (bucket === null) return; // it is still due
    const { owner } = bucket;
    if (owner !== null && transfer.owner === null) await store.change(id, now => adopted(now, owner));
    await ports.jobRemovals.load();
    const body = captures.inMemory(id) ?? (bytes === null ? null : await prefetch.get(bytes.blobId));
    signal.throwIfAborted();
    if (body === null || album === null) {
      // What the bucket has so far may be of other bytes than those that come now.
      await store.change(id, bytesLost, {
        extra: { added: pendingCleanupsOf(transfer, [], environment.now()) },
      });
      return;
    }
    const latest = await begun(transfer, work, MAX_UPLOAD_STARTS);
    const meter = startThroughputMeter(environment.now);
    meters.set(id, meter);
    const ended = await uploadWithClaims(
      { ...latest, album },
      {
        ...{ bucket, body, signal },
        executor: executorFor(bucket, work.wait),
        onStored(total) {
          meter.add(total - (uploaded.get(id) ?? 0));
          uploaded.set(id, total);
          publish();
        },
      },
    );
    if (ended === null) return;
    ports.onSettled(ended.transfer, body);
    // S3 has it, whatever the disk says, and whenever: a worker instance that does not know will find it there. For that
    // it needs the bytes, until the disk does say so.
    ended.written.then(
      () => onEnded(ended.transfer),
      error => report('transfers.note-saved', error),
    );
  }

  /** The transfer as it is to be worked on now. */
  async function begun({ id, fruitlessStarts }: Transfer, work: Work, limit: number): Promise<Transfer> {
    await scheduler.countStart(id, fruitlessStarts, limit, {
      async add() {
        work.signal.throwIfAborted(); // while it waited for a network: nothing has started
        await store.change(id, markResumed);
      },
      reset: () => void store.change(id, progressed).catch(error => report('transfers.reset-starts', error)),
    });
    work.signal.throwIfAborted();
    const latest = store.get(id);
    if (latest === undefined) throw new ShoeboxError('transfer-gone');
    return latest;
  }

  /** A full disk may refuse to note the failure; it is published all the same. */
  async function fail(id: string, error: unknown): Promise<void> {
    const failure = toFailure(error);
    const before = store.get(id);
    await store
      .change(id, now => failed(now, failure, environment.now()))
      .catch(reason => report('transfers.note-failure', reason));
    const now = store.get(id);
    if (now === undefined || now === before) return;
    ports.onSettled(now, null);
    onEnded(now);
  }

  return {
    ...publisher,
    ...scheduler,
    executorFor,
    forget,
    keysOf,
    claims,
    cleanup,
    async recover() {
      scheduler.markResumed(
        store
          .all()
          .filter(hasWork)
          .map(({ id }) => id),
      );
      for (const transfer of store.all()) {
        const { id, state, multipart } = transfer;
        const first = firstKeyOf(transfer);
        if (state !== 'saved' && first !== null) reservations.noteTried(first, id);
        if (multipart === null) continue;
        reservations.reserve(multipart.key, id);
        // How far it was is only published: what there is of it is asked again before anything is sent.
        const parts = await database.parts(id).catch(error => {
          report('transfers.read-parts', error);
          return [];
        });
        uploaded.set(
          id,
          parts.reduce((sum, { size }) => sum + size, 0),
        );
      }
    },
  };
}
