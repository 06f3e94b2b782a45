import { ShoeboxError, toFailure } from '../core/failure';
import { hasEnded, hasWork, isUnderWay, nextStep, type Transfer } from '../core/transfer';
import { bytesLost, failed, markResumed } from '../core/transfer-moves';
import type { WaitReason } from '../core/wait-reason';
import { openPublisher, type Publisher } from '../durable/publisher';
import { type ExecutorFor, openExecutors } from '../requests/request-executors';
import { openCaptures } from './captures';
import { type Cleanup, openCleanup } from './cleanup';
import { pendingCleanupsOf } from './pending-cleanup';
import type { TransferLiveStatus, TransferPorts, TransferProgress } from './ports';
import { openReadAhead } from './read-ahead';
import { openReservations } from './reservations';
import { startThroughputMeter, type ThroughputMeter } from './throughput-meter';
import type { TransferStore } from './transfer-store';
import { firstKeyOf, isLarge } from './upload';
import { openUploadWithClaims } from './upload-with-claims';

type Step = 'capture' | 'small' | 'large';

/**
 * How many transfers are worked on at once. Captures wait for strangers' servers. Uploads share the connections; a few
 * more small ones than there are connections read their bytes meanwhile, and a second large one fills what the first
 * one's end leaves free.
 */
const SLOTS: Readonly<Record<Step, number>> = { capture: 6, small: 12, large: 3 };

const TURN: WaitReason = { kind: 'turn' };

interface Work {
  readonly controller: AbortController;
  readonly step: Step;
  readonly meter: ThroughputMeter;
  waiting: WaitReason | null;
}

/** Works on the transfers of a ledger. */
export interface Runner extends Publisher<TransferProgress> {
  /** Gives every free place to the transfers that wait for one. */
  schedule(): void;
  /** Reads what the store has of unfinished transfers, and notes that they were found. */
  recover(): Promise<void>;
  /** These do not begin before `ready` has settled. */
  blockUntil(transfers: readonly Transfer[], ready: Promise<unknown>): void;
  /** Stops work on a transfer, at once. */
  stop(id: string): void;
  /** As {@link stop}; and does not begin it again before the end that is returned is called. */
  suspend(id: string): () => void;
  /** There is no such transfer any more. */
  forget(id: string): void;
  /** Keys that the transfer may have stored an object under. */
  keysOf(id: string): readonly string[];
  readonly executorFor: ExecutorFor;
  readonly cleanup: Cleanup;
}

export function openRunner(
  ports: TransferPorts,
  store: TransferStore,
  onEnded: (transfer: Transfer) => void,
): Runner {
  const { database, environment, report } = ports;
  const running = new Map<string, Work>();
  const held = new Set<string>();
  const suspended = new Set<string>();
  /** Found unfinished by this life, and not begun yet. */
  const inherited = new Set<string>();
  /** Bytes that the store has of what is not saved yet. */
  const stored = new Map<string, number>();
  const reservations = openReservations();
  const executorFor = openExecutors(ports);
  const readAhead = openReadAhead(ports.blobs, blobsNeeded);
  const captures = openCaptures(ports, store, fail);
  const publisher = openPublisher(ports, {
    records: () => store.all().filter(({ id }) => store.isOnDisk(id)),
    liveStatusOf,
    isPending: isUnderWay,
  });
  const { publish } = publisher;
  const cleanup = openCleanup({ ...ports, whileBusy: publisher.whileBusy, executorFor, keysOf }, store);

  const uploadForGood = openUploadWithClaims(ports, store, reservations, cleanup);

  function keysOf(id: string): readonly string[] {
    return [...new Set([...reservations.keysOf(id), ...(store.get(id)?.triedKeys ?? [])])];
  }

  function liveStatusOf(transfer: Transfer): TransferLiveStatus {
    const work = running.get(transfer.id);
    const moves = work !== undefined && work.waiting === null;
    const waiting = work === undefined ? TURN : work.waiting;
    return {
      uploaded: transfer.state === 'saved' ? (transfer.bytes?.size ?? 0) : (stored.get(transfer.id) ?? 0),
      bytesPerSecond: moves ? work.meter.bytesPerSecond() : null,
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
      if (stepOf(transfer) !== 'small' || running.has(transfer.id) || transfer.bytes === null) continue;
      if (captures.inMemory(transfer.id) === null) yield transfer.bytes.blobId;
    }
  }

  const isBusy = (id: string): boolean => running.has(id) || held.has(id) || suspended.has(id);

  function schedule(): void {
    const free = { ...SLOTS };
    for (const { step } of running.values()) free[step]--;
    for (const transfer of store.all()) {
      if (free.capture + free.small + free.large <= 0) return;
      const step = stepOf(transfer);
      if (step === null || free[step] <= 0 || isBusy(transfer.id)) continue;
      free[step]--;
      void run(transfer, step);
    }
  }

  /** One step of one transfer; what comes after it waits for a place of its own. */
  async function run(transfer: Transfer, step: Step): Promise<void> {
    const { id } = transfer;
    const controller = new AbortController();
    const work: Work = { controller, step, meter: startThroughputMeter(environment.now), waiting: null };
    running.set(id, work);
    publish();
    try {
      if (step === 'capture') await captures.capture(await begun(transfer, work), controller.signal);
      else await put(transfer, work);
    } catch (error) {
      if (!controller.signal.aborted) await fail(id, error);
    } finally {
      running.delete(id);
      const now = store.get(id);
      if (now === undefined || hasEnded(now)) {
        captures.release(id);
        readAhead.letGo(transfer.bytes?.blobId);
      }
      if (now === undefined || now.state === 'saved') forget(id);
      else if (now.multipart === null) {
        stored.delete(id);
        reservations.release(id);
      }
      publish();
      schedule();
    }
  }

  const stop = (id: string): void => running.get(id)?.controller.abort();

  /** What is worked on is forgotten when the work has ended. */
  function forget(id: string): void {
    if (running.has(id)) return;
    stored.delete(id);
    reservations.forget(id);
  }

  /** Puts the bytes into the album. */
  async function put(transfer: Transfer, work: Work): Promise<void> {
    const { id, album, bytes } = transfer;
    const { signal } = work.controller;
    const bucket = await ports.openBucket(transfer.bucket);
    await ports.jobRemovals.load();
    const body = captures.inMemory(id) ?? (bytes === null ? null : await readAhead.get(bytes.blobId));
    signal.throwIfAborted();
    if (body === null || album === null) {
      // What the bucket has so far may be of other bytes than those that come now.
      await store.change(id, bytesLost, {
        extra: { added: pendingCleanupsOf(transfer, [], environment.now()) },
      });
      return;
    }
    const latest = await begun(transfer, work);
    const ended = await uploadForGood(
      { ...latest, album },
      {
        ...{ bucket, body, signal },
        executor: executorFor(bucket, waiting => waits(work, waiting)),
        onStored(total) {
          work.meter.add(total - (stored.get(id) ?? 0));
          stored.set(id, total);
          publish();
        },
      },
    );
    if (ended === null) return;
    ports.onSettled(ended.transfer, body);
    // S3 has it, whatever the disk says, and whenever: a life that does not know will find it there. For that it needs
    // the bytes, until the disk does say so.
    ended.written.then(
      () => onEnded(ended.transfer),
      error => report('transfers.note-saved', error),
    );
  }

  function waits(work: Work, waiting: WaitReason | null): void {
    work.waiting = waiting;
    publish();
  }

  /** The transfer as it is to be worked on now. Counts a start only with a network: without one nothing could come of it. */
  async function begun(transfer: Transfer, work: Work): Promise<Transfer> {
    const { id } = transfer;
    const { signal } = work.controller;
    if (!inherited.has(id)) return transfer;
    waits(work, { kind: 'online' });
    await environment.untilOnline(signal);
    waits(work, null);
    inherited.delete(id);
    const latest = await store.change(id, markResumed);
    signal.throwIfAborted();
    if (latest === null) throw new ShoeboxError('transfer-gone');
    return latest;
  }

  /** A full disk may refuse to note the failure; the person hears of it all the same. */
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
    schedule,
    executorFor,
    forget,
    keysOf,
    cleanup,
    async recover() {
      for (const transfer of store.all()) {
        if (hasWork(transfer)) inherited.add(transfer.id);
        const first = firstKeyOf(transfer);
        if (transfer.state !== 'saved' && first !== null) reservations.noteTried(first, transfer.id);
        if (transfer.multipart === null) continue;
        reservations.reserve(transfer.multipart.key, transfer.id);
        // How far it was is only told: what there is of it is asked again before anything is sent.
        const parts = await database.parts(transfer.id).catch(error => {
          report('transfers.read-parts', error);
          return [];
        });
        const bytes = parts.reduce((sum, { size }) => sum + size, 0);
        stored.set(transfer.id, bytes);
      }
    },
    blockUntil(transfers, ready) {
      for (const { id } of transfers) held.add(id);
      const release = (): void => {
        for (const { id } of transfers) held.delete(id);
        schedule();
      };
      void ready.then(release, release);
    },
    stop,
    suspend(id) {
      suspended.add(id);
      stop(id);
      return () => {
        suspended.delete(id);
        schedule();
      };
    },
  };
}
