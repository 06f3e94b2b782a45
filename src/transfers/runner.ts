import { ShoeboxError, toFailure } from '../core/failure';
import { openKeyedTurns } from '../core/keyed-turns';
import { hasEnded, isUnderWay, isWork, nextStep, type Transfer } from '../core/transfer';
import { bytesLost, failed, foundUnfinished, saved } from '../core/transfer-moves';
import type { Waiting } from '../core/waiting';
import { type Bulletin, openBulletin, type Standing } from './bulletin';
import { openCaptures } from './captures';
import { type Claims, noClaims, releaseAll } from './claims';
import type { Ledger } from './ledger';
import { leftoversOf } from './leftovers';
import { type LineTo, openLines } from './lines';
import { type Meter, startMeter } from './meter';
import type { Leftover, ObjectStore, TransferPorts } from './ports';
import { openReadAhead } from './read-ahead';
import { openReservations } from './reservations';
import { openSweeping, type Sweeping } from './sweeping';
import { firstKeyOf, isLarge, upload } from './upload';
import type { Place } from './upload-context';

type Step = 'capture' | 'small' | 'large';

/**
 * How many transfers are worked on at once. Captures wait for strangers' servers. Uploads share the connections; a few
 * more small ones than there are connections read their bytes meanwhile, and a second large one fills what the first
 * one's end leaves free.
 */
const AT_ONCE: Readonly<Record<Step, number>> = { capture: 6, small: 12, large: 3 };

const TURN: Waiting = { kind: 'turn' };

/** Limits how often one upload is stored, or looked for, again because each time a deletion came in between. */
const MAX_PLACES = 5;

interface Work {
  readonly controller: AbortController;
  readonly step: Step;
  readonly meter: Meter;
  waiting: Waiting | null;
}

/** Works on the transfers of a ledger. */
export interface Runner extends Bulletin {
  /** Gives every free place to the transfers that wait for one. */
  begin(): void;
  /** Reads what the store has of unfinished transfers, and notes that they were found. */
  takeOver(): Promise<void>;
  /** These do not begin before `ready` has settled. */
  hold(transfers: readonly Transfer[], ready: Promise<unknown>): void;
  /** Stops work on a transfer, at once. */
  stop(id: string): void;
  /** As {@link stop}; and does not begin it again before the end that is returned is called. */
  suspend(id: string): () => void;
  /** There is no such transfer any more. */
  forget(id: string): void;
  /** Keys that the transfer may have stored an object under. */
  keysOf(id: string): readonly string[];
  readonly lineTo: LineTo;
  readonly sweeping: Sweeping;
}

export function openRunner(
  ports: TransferPorts,
  ledger: Ledger,
  onEnded: (transfer: Transfer) => void,
): Runner {
  const { journal, surroundings, report } = ports;
  const running = new Map<string, Work>();
  const held = new Set<string>();
  const suspended = new Set<string>();
  /** Found unfinished by this life, and not begun yet. */
  const inherited = new Set<string>();
  /** Bytes that the store has of what is not saved yet. */
  const stored = new Map<string, number>();
  const reservations = openReservations();
  const lineTo = openLines(ports);
  const readAhead = openReadAhead(ports.blobs, blobsNeeded);
  const captures = openCaptures(ports, ledger, fail);
  const bulletin = openBulletin(ports, ledger.written, standingOf);
  const { tell } = bulletin;
  const turns = openKeyedTurns();
  const sweeping = openSweeping({ ...ports, whileBusy: bulletin.whileBusy, lineTo, keysOf }, ledger);

  function keysOf(id: string): readonly string[] {
    return [...new Set([...reservations.keysOf(id), ...(ledger.get(id)?.triedKeys ?? [])])];
  }

  function standingOf(transfer: Transfer): Standing {
    const work = running.get(transfer.id);
    const moves = work !== undefined && work.waiting === null;
    const waiting = work === undefined ? TURN : work.waiting;
    return {
      uploaded: transfer.state === 'saved' ? (transfer.bytes?.size ?? 0) : (stored.get(transfer.id) ?? 0),
      bytesPerSecond: moves ? work.meter.speed() : null,
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
    for (const transfer of ledger.all()) {
      if (stepOf(transfer) !== 'small' || running.has(transfer.id) || transfer.bytes === null) continue;
      if (captures.inHand(transfer.id) === null) yield transfer.bytes.blobId;
    }
  }

  const isBusy = (id: string): boolean => running.has(id) || held.has(id) || suspended.has(id);

  function begin(): void {
    const free = { ...AT_ONCE };
    for (const { step } of running.values()) free[step]--;
    for (const transfer of ledger.all()) {
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
    const work: Work = { controller, step, meter: startMeter(surroundings.now), waiting: null };
    running.set(id, work);
    tell();
    try {
      if (step === 'capture') await captures.capture(await begun(transfer, work), controller.signal);
      else await put(transfer, work);
    } catch (error) {
      if (!controller.signal.aborted) await fail(id, error);
    } finally {
      running.delete(id);
      const now = ledger.get(id);
      if (now === undefined || hasEnded(now)) {
        captures.letGo(id);
        readAhead.letGo(transfer.bytes?.blobId);
      }
      if (now === undefined || now.state === 'saved') forget(id);
      else if (now.multipart === null) {
        stored.delete(id);
        reservations.release(id);
      }
      tell();
      begin();
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
    const store = await ports.openStore(transfer.bucket);
    await ports.jobRemovals.load();
    const body = captures.inHand(id) ?? (bytes === null ? null : await readAhead.get(bytes.blobId));
    signal.throwIfAborted();
    if (body === null || album === null) {
      // What the bucket has so far may be of other bytes than those that come now.
      await ledger.change(id, bytesLost, { leftBehind: leftoversOf(transfer, [], surroundings.now()) });
      return;
    }
    const latest = await begun(transfer, work);
    const claims = noClaims();
    try {
      const place = await uploaded({ ...latest, album }, store, body, work, claims);
      signal.throwIfAborted();
      await noteSaved(latest, place, body, claims);
    } finally {
      releaseAll(claims);
    }
  }

  /** Stores the bytes where no deletion takes them: one that was ordered before the person is told skips them, or others are stored. */
  async function uploaded(
    transfer: Transfer & { readonly album: string },
    store: ObjectStore,
    body: Blob,
    work: Work,
    claims: Claims,
  ): Promise<Place> {
    const { id, bucket } = transfer;
    const { signal } = work.controller;
    const context = {
      ...{ store, body, signal, journal, report },
      line: lineTo(store, waiting => waits(work, waiting)),
      sha256: ports.sha256,
      isBeingRemoved: (key: string, storedBy?: string) =>
        ports.jobRemovals.includes(bucket, key) || sweeping.includes(bucket, key, storedBy),
      removedAt: (key: string) => sweeping.removedAt(bucket, key),
      async claim(key: string) {
        if (claims.cleanup.has(key)) return false;
        claims.cleanup.set(key, await sweeping.hold(bucket, key, signal));
        return sweeping.isRemovable(bucket, key, id);
      },
      change: (move: (latest: Transfer) => Transfer, leftBehind?: readonly Leftover[]) =>
        ledger.change(id, move, leftBehind === undefined ? {} : { leftBehind }),
      onStored(total: number) {
        work.meter.add(total - (stored.get(id) ?? 0));
        stored.set(id, total);
        tell();
      },
    };
    for (let places = 1; places <= MAX_PLACES; places++) {
      const latest = ledger.get(id) ?? transfer;
      const removedBefore = ports.jobRemovals.removed();
      const place = await upload(
        { ...context, transfer: { ...latest, album: transfer.album } },
        reservations,
        turns,
      );
      claims.deletions.set(place.key, ports.jobRemovals.hold(bucket, place.key));
      const tooLate = await ports.jobRemovals.keep(bucket, [place.key]);
      // A deletion that ended since this was looked at may have taken it: nothing says so any more, but another look.
      const isSeenBefore = place.outcome !== 'stored' && ports.jobRemovals.removed() !== removedBefore;
      if (tooLate.length === 0 && !isSeenBefore) return place;
      signal.throwIfAborted();
      // The deletion may fail, or be called off: then this would be there twice.
      const leftBehind = leftoversOf({ ...latest, multipart: null }, [place.key], surroundings.now());
      if (place.outcome === 'stored') await context.change(now => now, leftBehind);
      // Another one of this name has its turn first, and may wait for what is held here.
      releaseAll(claims);
    }
    throw new ShoeboxError('not-confirmed');
  }

  /** S3 has it. What else must be true for that to stay so is on the disk before the person reads it. */
  async function noteSaved(
    { id, bucket }: Transfer,
    place: Place,
    body: Blob,
    claims: Claims,
  ): Promise<void> {
    const move = (latest: Transfer): Transfer => saved(latest, place, surroundings.now());
    // The clean-up would remove it as what this transfer itself left there before, once it is taken off the list.
    if (claims.cleanup.has(place.key) || sweeping.hasLeft(bucket, place.key, id))
      await sweeping.adopt(bucket, place.key, id, move);
    const written = ledger.change(id, move, { urgency: 'soon' });
    const ended = ledger.get(id);
    if (ended?.state !== 'saved') return;
    ports.onSettled(ended, body);
    // S3 has it, whatever the disk says, and whenever: a life that does not know will find it there. For that it needs
    // the bytes, until the disk does say so.
    written.then(
      () => onEnded(ended),
      error => report('transfers.note-saved', error),
    );
  }

  function waits(work: Work, waiting: Waiting | null): void {
    work.waiting = waiting;
    tell();
  }

  /** The transfer as it is to be worked on now. Counts a start only with a network: without one nothing could come of it. */
  async function begun(transfer: Transfer, work: Work): Promise<Transfer> {
    const { id } = transfer;
    const { signal } = work.controller;
    if (!inherited.has(id)) return transfer;
    waits(work, { kind: 'online' });
    await surroundings.untilOnline(signal);
    waits(work, null);
    inherited.delete(id);
    const latest = await ledger.change(id, foundUnfinished);
    signal.throwIfAborted();
    if (latest === null) throw new ShoeboxError('transfer-gone');
    return latest;
  }

  /** A full disk may refuse to note the failure; the person hears of it all the same. */
  async function fail(id: string, error: unknown): Promise<void> {
    const failure = toFailure(error);
    const before = ledger.get(id);
    await ledger
      .change(id, now => failed(now, failure, surroundings.now()))
      .catch(reason => report('transfers.note-failure', reason));
    const now = ledger.get(id);
    if (now === undefined || now === before) return;
    ports.onSettled(now, null);
    onEnded(now);
  }

  return {
    ...bulletin,
    begin,
    lineTo,
    forget,
    keysOf,
    sweeping,
    async takeOver() {
      for (const transfer of ledger.all()) {
        if (isWork(transfer)) inherited.add(transfer.id);
        const first = firstKeyOf(transfer);
        if (transfer.state !== 'saved' && first !== null) reservations.noteTried(first, transfer.id);
        if (transfer.multipart === null) continue;
        reservations.reserve(transfer.multipart.key, transfer.id);
        // How far it was is only told: what there is of it is asked again before anything is sent.
        const parts = await journal.parts(transfer.id).catch(error => {
          report('transfers.read-parts', error);
          return [];
        });
        const bytes = parts.reduce((sum, { size }) => sum + size, 0);
        stored.set(transfer.id, bytes);
      }
    },
    hold(transfers, ready) {
      for (const { id } of transfers) held.add(id);
      const release = (): void => {
        for (const { id } of transfers) held.delete(id);
        begin();
      };
      void ready.then(release, release);
    },
    stop,
    suspend(id) {
      suspended.add(id);
      stop(id);
      return () => {
        suspended.delete(id);
        begin();
      };
    },
  };
}
