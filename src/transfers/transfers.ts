import { ShoeboxError } from '../core/failure';
import {
  albumChosen,
  canChooseAlbum,
  failureSeen,
  hasEnded,
  isUnderWay,
  paused,
  resumed,
  retried,
  type Transfer,
} from '../core/transfer';
import { openLedger } from './ledger';
import { removeLeftovers } from './leftovers';
import type { Leftover, Progress, TransferPorts } from './ports';
import { openRunner } from './runner';

/** Ended transfers that are kept to be looked at. */
const KEPT = 300;

/** Every picture on its way into the bucket. Written down first, worked on afterwards, gone on with after any death. */
export interface Transfers {
  /** Goes on with what an earlier life of the worker left. */
  resume(): Promise<void>;
  /** Resolves when all are written down. They begin once `ready` has settled, which need not be waited for. */
  add(transfers: readonly Transfer[], ready?: Promise<unknown>): Promise<void>;
  get(id: string): Promise<Transfer | null>;
  all(): Promise<readonly Progress[]>;
  /** Rejects with `transfer-gone` when there is nothing to choose any more. */
  chooseAlbum(id: string, album: string): Promise<void>;
  retry(id: string): Promise<void>;
  /** Tries again everything that failed. */
  retryAll(): Promise<void>;
  pause(id: string): Promise<void>;
  /** The end of a pause. */
  unpause(id: string): Promise<void>;
  /** Notes that a person has had these failures before their eyes. */
  markSeen(ids: readonly string[]): Promise<void>;
  /** Takes those off the list that have ended; what is under way again stays. */
  dismiss(ids: readonly string[]): Promise<void>;
  /** Stops it and forgets it with its bytes, and removes what the bucket has of it. What is saved stays as it is. */
  cancel(id: string): Promise<void>;
}

export function openTransfers(ports: TransferPorts): Transfers {
  const { journal, blobs, surroundings } = ports;
  const ledger = openLedger(journal);
  const runner = openRunner(ports, ledger, ended => void keepHouse(ended));
  const { tell, begin } = runner;
  let sweeping = Promise.resolve();

  /** Bytes that are in the bucket need not lie here; a long history need not either. */
  async function keepHouse(transfer: Transfer): Promise<void> {
    if (transfer.state === 'saved' && transfer.bytes !== null) await blobs.delete(transfer.bytes.blobId);
    const ended = ledger.all().filter(hasEnded);
    const old = ended.filter(({ state }) => state === 'saved').slice(0, Math.max(0, ended.length - KEPT));
    if (old.length > 0) await forget(old);
    if (!ledger.all().some(isUnderWay)) sweep();
  }

  /** Removes what cancelled and abandoned transfers left in the bucket, one sweep after the other. */
  function sweep(): void {
    const never = new AbortController().signal;
    sweeping = sweeping
      .then(() =>
        runner.whileBusy(() =>
          removeLeftovers(
            { journal, surroundings, openStore: ports.openStore, lineTo: runner.lineTo, uploadsInUse },
            never,
          ),
        ),
      )
      .catch(() => {}); // a disk that can't be read now is read at the next start
  }

  const uploadsInUse = (): ReadonlySet<string> =>
    new Set(
      ledger
        .all()
        .map(({ multipart }) => multipart?.uploadId)
        .filter(id => typeof id === 'string'),
    );

  async function forget(transfers: readonly Transfer[], leftovers: readonly Leftover[] = []): Promise<void> {
    const bytes = transfers.map(transfer => transfer.bytes).filter(one => one !== null);
    await ledger.remove(
      transfers.map(({ id }) => id),
      leftovers,
    );
    tell();
    await Promise.all(bytes.map(({ blobId }) => blobs.delete(blobId)));
  }

  /** What the bucket may have, or get yet, of a transfer that is called off. */
  function leftoversOf({ id, bucket, multipart }: Transfer): Leftover[] {
    const since = surroundings.now();
    const objects = runner.keysOf(id).map(key => ({
      id: `${id}:object:${key}`,
      ...{ bucket, key, since },
      what: { kind: 'object' as const, transferId: id },
    }));
    if (multipart === null) return objects;
    const { key, uploadId, startedAt } = multipart;
    return [
      ...objects,
      uploadId === null
        ? { id: `${id}:unnamed:${startedAt}`, bucket, key, since, what: { kind: 'unnamed-uploads' } }
        : { id: `${id}:${uploadId}`, bucket, key, since, what: { kind: 'upload', uploadId } },
    ];
  }

  const moveAll = async (ids: readonly string[], move: (transfer: Transfer) => Transfer): Promise<void> => {
    await ledger.load();
    await Promise.all(ids.map(id => ledger.change(id, move)));
    tell();
    begin();
  };

  return {
    async resume() {
      await ledger.load();
      await runner.takeOver();
      tell();
      begin();
      sweep();
    },
    async add(transfers, ready = Promise.resolve()) {
      await ledger.load();
      // Asked twice, because the answer to the first time got lost.
      const added = transfers.filter(({ id }) => ledger.get(id) === undefined);
      const written = ledger.add(added);
      // Work need not wait for the disk: what can't be written down is told to whoever adds it, and forgotten.
      runner.hold(added, ready);
      try {
        await written;
      } catch (error) {
        for (const { id } of added) runner.stop(id);
        await ledger.remove(
          added.map(({ id }) => id),
          [],
        );
        throw error;
      } finally {
        tell();
      }
    },
    async get(id) {
      await ledger.load();
      return ledger.get(id) ?? null;
    },
    async all() {
      await ledger.load();
      return runner.progress();
    },
    async chooseAlbum(id, album) {
      await ledger.load();
      const transfer = ledger.get(id);
      if (transfer === undefined || !canChooseAlbum(transfer)) throw new ShoeboxError('transfer-gone');
      const leftovers = leftoversOf(transfer);
      for (const leftover of leftovers) await journal.writeLeftover(leftover);
      await moveAll([id], latest => albumChosen(latest, album));
    },
    retry: id => moveAll([id], retried),
    async retryAll() {
      await ledger.load();
      await moveAll(
        ledger
          .all()
          .filter(({ state }) => state === 'failed')
          .map(({ id }) => id),
        retried,
      );
    },
    async pause(id) {
      await ledger.load();
      const written = ledger.change(id, paused);
      if (ledger.get(id)?.state === 'paused') runner.stop(id);
      await written;
      tell();
    },
    unpause: id => moveAll([id], resumed),
    markSeen: ids => moveAll(ids, failureSeen),
    async dismiss(ids) {
      await ledger.load();
      const wanted = new Set(ids);
      const ended = ledger.all().filter(transfer => wanted.has(transfer.id) && hasEnded(transfer));
      const failures = ended.filter(({ state }) => state === 'failed');
      await forget(ended, failures.flatMap(leftoversOf));
      if (failures.length > 0) sweep();
    },
    async cancel(id) {
      await ledger.load();
      const transfer = ledger.get(id);
      if (transfer === undefined || transfer.state === 'saved') return;
      const leftovers = leftoversOf(transfer);
      runner.stop(id);
      await forget([transfer], leftovers);
      sweep();
    },
  };
}
