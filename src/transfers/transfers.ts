import { ShoeboxError, toFailure } from '../core/failure';
import {
  albumChosen,
  canChooseAlbum,
  failed,
  hasEnded,
  type NextStep,
  nextStep,
  retried,
  type Transfer,
} from '../core/transfer';
import type { Progress, TransferPorts } from './ports';
import { type Change, captureStep, uploadStep } from './steps';

/**
 * Small pictures go beside each other; the browser opens six connections to a host, one large file takes four.
 * Captures wait for strangers' servers and have places of their own, so that a slow one stops no upload.
 */
const AT_ONCE: Readonly<Record<NextStep, number>> = {
  capture: 6,
  upload: 4,
  'wait-for-album': 0,
  nothing: 0,
};

/** Ended transfers that are kept to be looked at. */
const KEPT = 200;

/** Every picture on its way into the bucket. Written down first, worked on afterwards, gone on with after any death. */
export interface Transfers {
  /** Goes on with what an earlier life of the worker left. */
  resume(): Promise<void>;
  /** Resolves when it is written down. It begins once `ready` has settled. */
  add(transfer: Transfer, ready?: Promise<unknown>): Promise<void>;
  get(id: string): Promise<Transfer | null>;
  all(): Promise<readonly Progress[]>;
  /** Rejects with `transfer-gone` when there is nothing to choose any more. */
  chooseAlbum(id: string, album: string): Promise<void>;
  retry(id: string): Promise<void>;
  /** Takes it off the list once it has ended; what is under way again stays. */
  dismiss(id: string): Promise<void>;
  /** Stops it if it is under way, and forgets it with its bytes. What is saved stays in the bucket. */
  remove(id: string): Promise<void>;
}

export function openTransfers(ports: TransferPorts): Transfers {
  const { journal, blobs } = ports;
  const known = new Map<string, Transfer>();
  const running = new Map<
    string,
    { readonly controller: AbortController; readonly step: NextStep; uploaded: number }
  >();
  const held = new Set<string>();
  let loading: Promise<void> | null = null;

  /** Once for each life of the worker; a disk that could not be read now is asked again by the next who wants to know. */
  function load(): Promise<void> {
    loading ??= journal.all().then(
      transfers => {
        for (const transfer of transfers.sort((a, b) => a.createdAt - b.createdAt))
          known.set(transfer.id, transfer);
      },
      error => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  const snapshot = (): Progress[] =>
    [...known.values()].map(transfer => ({
      ...transfer,
      uploaded:
        transfer.state === 'saved' ? (transfer.bytes?.size ?? 0) : (running.get(transfer.id)?.uploaded ?? 0),
    }));
  const tell = (): void => ports.onChange(snapshot());

  const change: Change = async (id, move) => {
    const transfer = known.get(id);
    if (transfer === undefined) return null;
    const next = move(transfer);
    known.set(id, next);
    await journal.write(next);
    if (!known.has(id)) await journal.remove(id);
    tell();
    return next;
  };

  function onProgress(id: string, uploaded: number): void {
    const work = running.get(id);
    if (work !== undefined) work.uploaded = uploaded;
    tell();
  }

  /** One step of one transfer; what comes after it waits for a place of its own. */
  async function run(transfer: Transfer, step: NextStep): Promise<void> {
    const { id } = transfer;
    const controller = new AbortController();
    running.set(id, { controller, step, uploaded: 0 });
    try {
      if (step === 'capture') await captureStep(ports, transfer, controller.signal, change);
      else if (
        await uploadStep(ports, transfer, controller.signal, change, uploaded => onProgress(id, uploaded))
      ) {
        // It is saved, whatever becomes of the clean-up; bytes that stay behind go when the worker next starts.
        await Promise.allSettled([transfer.bytes && blobs.delete(transfer.bytes.blobId), forgetOldest()]);
      }
    } catch (error) {
      if (!controller.signal.aborted) await fail(id, error);
    } finally {
      running.delete(id);
      tell();
      begin();
    }
  }

  /** A full disk may refuse to note the failure; the person hears of it all the same. */
  async function fail(id: string, error: unknown): Promise<void> {
    const failure = toFailure(error);
    const noted = await change(id, transfer => failed(transfer, failure)).catch(() => known.get(id) ?? null);
    if (noted?.state === 'failed') ports.onSettled(noted, null);
  }

  /** Gives every free place to the transfer that waits for it longest. */
  function begin(): void {
    for (const transfer of known.values()) {
      const step = nextStep(transfer);
      const taken = [...running.values()].filter(work => work.step === step).length;
      if (taken < AT_ONCE[step] && !running.has(transfer.id) && !held.has(transfer.id))
        void run(transfer, step);
    }
  }

  async function forget(transfer: Transfer): Promise<void> {
    known.delete(transfer.id);
    await journal.remove(transfer.id);
    if (transfer.bytes !== null) await blobs.delete(transfer.bytes.blobId);
  }

  async function forgetOldest(): Promise<void> {
    const ended = [...known.values()].filter(transfer => transfer.state === 'saved');
    for (const transfer of ended.slice(0, Math.max(0, ended.length - KEPT))) await forget(transfer);
  }

  return {
    async resume() {
      await load();
      tell();
      begin();
    },
    async add(transfer, ready = Promise.resolve()) {
      await load();
      // Asked twice, because the answer to the first time got lost.
      if (known.has(transfer.id)) return;
      held.add(transfer.id);
      await journal.write(transfer);
      known.set(transfer.id, transfer);
      tell();
      const release = (): void => {
        held.delete(transfer.id);
        begin();
      };
      void ready.then(release, release);
    },
    async get(id) {
      await load();
      return known.get(id) ?? null;
    },
    async all() {
      await load();
      return snapshot();
    },
    async chooseAlbum(id, album) {
      await load();
      const transfer = known.get(id);
      if (transfer === undefined || !canChooseAlbum(transfer)) throw new ShoeboxError('transfer-gone');
      await change(id, latest => albumChosen(latest, album));
      begin();
    },
    async retry(id) {
      await load();
      await change(id, retried);
      begin();
    },
    async dismiss(id) {
      await load();
      const transfer = known.get(id);
      if (transfer === undefined || !hasEnded(transfer)) return;
      await forget(transfer);
      tell();
    },
    async remove(id) {
      await load();
      const transfer = known.get(id);
      if (transfer === undefined) return;
      running.get(id)?.controller.abort();
      await forget(transfer);
      tell();
    },
  };
}
